// The gRPC door of settlement: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/settlement/payment_service.h"
#include "services/settlement/posting_service.h"
#include "services/settlement/statement_service.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::settlement {

class SettlementHandler final : public v1::SettlementService::Service {
 public:
  SettlementHandler(const rpc::CallEnvironment& environment, PostingService& postings)
      : calls_(environment),
        payments_(environment.ids),
        statements_(environment.ids),
        postings_(postings) {}

  grpc::Status ListLedgerEntries(grpc::ServerContext* context,
                                 const v1::ListLedgerEntriesRequest* request,
                                 v1::ListLedgerEntriesResponse* response) override;
  grpc::Status ListLedgerAccounts(grpc::ServerContext* context,
                                  const v1::ListLedgerAccountsRequest* request,
                                  v1::ListLedgerAccountsResponse* response) override;
  grpc::Status PostEntries(grpc::ServerContext* context, const v1::PostEntriesRequest* request,
                           v1::PostEntriesResponse* response) override;
  grpc::Status SetAccountLimits(grpc::ServerContext* context,
                                const v1::SetAccountLimitsRequest* request,
                                v1::SetAccountLimitsResponse* response) override;
  grpc::Status ListReservations(grpc::ServerContext* context,
                                const v1::ListReservationsRequest* request,
                                v1::ListReservationsResponse* response) override;
  grpc::Status ListLedgerHeads(grpc::ServerContext* context,
                               const v1::ListLedgerHeadsRequest* request,
                               v1::ListLedgerHeadsResponse* response) override;
  grpc::Status CheckLedgerHeads(grpc::ServerContext* context,
                                const v1::CheckLedgerHeadsRequest* request,
                                v1::CheckLedgerHeadsResponse* response) override;
  grpc::Status GetLedgerJournal(grpc::ServerContext* context,
                                const v1::GetLedgerJournalRequest* request,
                                v1::GetLedgerJournalResponse* response) override;
  grpc::Status CreatePaymentRun(grpc::ServerContext* context,
                                const v1::CreatePaymentRunRequest* request,
                                v1::CreatePaymentRunResponse* response) override;
  grpc::Status GetPaymentRun(grpc::ServerContext* context, const v1::GetPaymentRunRequest* request,
                             v1::GetPaymentRunResponse* response) override;
  grpc::Status ListPaymentRuns(grpc::ServerContext* context,
                               const v1::ListPaymentRunsRequest* request,
                               v1::ListPaymentRunsResponse* response) override;
  grpc::Status ApprovePaymentRun(grpc::ServerContext* context,
                                 const v1::ApprovePaymentRunRequest* request,
                                 v1::ApprovePaymentRunResponse* response) override;
  grpc::Status CancelPaymentRun(grpc::ServerContext* context,
                                const v1::CancelPaymentRunRequest* request,
                                v1::CancelPaymentRunResponse* response) override;
  grpc::Status ExportPaymentFile(grpc::ServerContext* context,
                                 const v1::ExportPaymentFileRequest* request,
                                 v1::ExportPaymentFileResponse* response) override;
  grpc::Status ListPaymentOrders(grpc::ServerContext* context,
                                 const v1::ListPaymentOrdersRequest* request,
                                 v1::ListPaymentOrdersResponse* response) override;
  grpc::Status ImportBankStatement(grpc::ServerContext* context,
                                   const v1::ImportBankStatementRequest* request,
                                   v1::ImportBankStatementResponse* response) override;
  grpc::Status ListBankStatements(grpc::ServerContext* context,
                                  const v1::ListBankStatementsRequest* request,
                                  v1::ListBankStatementsResponse* response) override;
  grpc::Status ListStatementLines(grpc::ServerContext* context,
                                  const v1::ListStatementLinesRequest* request,
                                  v1::ListStatementLinesResponse* response) override;
  grpc::Status ListBreaks(grpc::ServerContext* context, const v1::ListBreaksRequest* request,
                          v1::ListBreaksResponse* response) override;
  grpc::Status ListTieOuts(grpc::ServerContext* context, const v1::ListTieOutsRequest* request,
                           v1::ListTieOutsResponse* response) override;
  grpc::Status ClosePeriod(grpc::ServerContext* context, const v1::ClosePeriodRequest* request,
                           v1::ClosePeriodResponse* response) override;
  grpc::Status ListPeriods(grpc::ServerContext* context, const v1::ListPeriodsRequest* request,
                           v1::ListPeriodsResponse* response) override;

 private:
  rpc::CallGate calls_;
  PaymentService payments_;
  StatementService statements_;
  PostingService& postings_;
};

}  // namespace tirek::settlement
