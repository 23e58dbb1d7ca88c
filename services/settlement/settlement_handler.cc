#include "services/settlement/settlement_handler.h"

#include "core/rpc/shapes.h"
#include "services/settlement/ledger_codec.h"
#include "services/settlement/ledger_service.h"
#include "services/settlement/payment_codec.h"
#include "services/settlement/period_codec.h"
#include "services/settlement/period_service.h"
#include "services/settlement/reconciliation_codec.h"
#include "services/settlement/reconciliation_service.h"
#include "services/settlement/statement_codec.h"

namespace tirek::settlement {
namespace {

using Key = std::vector<std::string>;

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPutRun = [](auto& answer, const PaymentRun& run) {
  *answer.mutable_payment_run() = ToProto(run);
};

}  // namespace

grpc::Status SettlementHandler::ListLedgerEntries(grpc::ServerContext* context,
                                                  const v1::ListLedgerEntriesRequest* request,
                                                  v1::ListLedgerEntriesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const EntryFilter& filter, const rpc::Page& page) {
        return settlement::ListLedgerEntries(call, filter, page);
      },
      [](const LedgerEntry& entry) { return std::to_string(entry.sequence); },
      [](auto& answer, const LedgerEntry& entry) { *answer.add_entries() = ToProto(entry); });
}

grpc::Status SettlementHandler::ListLedgerAccounts(grpc::ServerContext* context,
                                                   const v1::ListLedgerAccountsRequest* request,
                                                   v1::ListLedgerAccountsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 3, kDecode,
      [](rpc::Call& call, const AccountFilter& filter, const rpc::Page& page) {
        return settlement::ListLedgerAccounts(call, filter, page);
      },
      [](const LedgerAccount& account) {
        return Key{account.ledger_id, account.account, std::string(account.currency.code())};
      },
      [](auto& answer, const LedgerAccount& account) {
        *answer.add_accounts() = ToProto(account);
      });
}

grpc::Status SettlementHandler::CreatePaymentRun(grpc::ServerContext* context,
                                                 const v1::CreatePaymentRunRequest* request,
                                                 v1::CreatePaymentRunResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewPaymentRun& wanted) {
        return payments_.Create(call, wanted);
      },
      kPutRun);
}

grpc::Status SettlementHandler::GetPaymentRun(grpc::ServerContext* context,
                                              const v1::GetPaymentRunRequest* request,
                                              v1::GetPaymentRunResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PaymentRunId& id) { return payments_.Get(call, id); }, kPutRun);
}

grpc::Status SettlementHandler::ListPaymentRuns(grpc::ServerContext* context,
                                                const v1::ListPaymentRunsRequest* request,
                                                v1::ListPaymentRunsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PaymentRunFilter& filter, const rpc::Page& page) {
        return payments_.List(call, filter, page);
      },
      [](const PaymentRun& run) { return run.payment_run_id.text(); },
      [](auto& answer, const PaymentRun& run) { *answer.add_payment_runs() = ToProto(run); });
}

grpc::Status SettlementHandler::ApprovePaymentRun(grpc::ServerContext* context,
                                                  const v1::ApprovePaymentRunRequest* request,
                                                  v1::ApprovePaymentRunResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Approval& approval) {
        return payments_.Approve(call, approval);
      },
      kPutRun);
}

grpc::Status SettlementHandler::CancelPaymentRun(grpc::ServerContext* context,
                                                 const v1::CancelPaymentRunRequest* request,
                                                 v1::CancelPaymentRunResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Cancellation& cancellation) {
        return payments_.Cancel(call, cancellation);
      },
      kPutRun);
}

grpc::Status SettlementHandler::ExportPaymentFile(grpc::ServerContext* context,
                                                  const v1::ExportPaymentFileRequest* request,
                                                  v1::ExportPaymentFileResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const FileWish& wish) { return payments_.Export(call, wish); },
      [](auto& answer, const ExportedFile& exported) { answer = ToProto(exported); });
}

grpc::Status SettlementHandler::ListPaymentOrders(grpc::ServerContext* context,
                                                  const v1::ListPaymentOrdersRequest* request,
                                                  v1::ListPaymentOrdersResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PaymentOrderFilter& filter, const rpc::Page& page) {
        return payments_.List(call, filter, page);
      },
      [](const PaymentOrder& order) { return order.end_to_end_id; },
      [](auto& answer, const PaymentOrder& order) {
        *answer.add_payment_orders() = ToProto(order);
      });
}

grpc::Status SettlementHandler::ImportBankStatement(grpc::ServerContext* context,
                                                    const v1::ImportBankStatementRequest* request,
                                                    v1::ImportBankStatementResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewStatementFile& wanted) {
        return statements_.Import(call, wanted);
      },
      [](auto& answer, const std::vector<BankStatement>& statements) {
        for (const auto& statement : statements) *answer.add_statements() = ToProto(statement);
      });
}

grpc::Status SettlementHandler::ListBankStatements(grpc::ServerContext* context,
                                                   const v1::ListBankStatementsRequest* request,
                                                   v1::ListBankStatementsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const AllStatements&, const rpc::Page& page) {
        return statements_.List(call, page);
      },
      [](const BankStatement& statement) { return statement.statement_id.text(); },
      [](auto& answer, const BankStatement& statement) {
        *answer.add_statements() = ToProto(statement);
      });
}

grpc::Status SettlementHandler::ListStatementLines(grpc::ServerContext* context,
                                                   const v1::ListStatementLinesRequest* request,
                                                   v1::ListStatementLinesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const LineFilter& filter, const rpc::Page& page) {
        return statements_.List(call, filter, page);
      },
      [](const StatementLine& line) { return std::to_string(line.line_number); },
      [](auto& answer, const StatementLine& line) { *answer.add_lines() = ToProto(line); });
}

grpc::Status SettlementHandler::ListBreaks(grpc::ServerContext* context,
                                           const v1::ListBreaksRequest* request,
                                           v1::ListBreaksResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [](rpc::Call& call, const BreakFilter& filter, const rpc::Page& page) {
        return settlement::ListBreaks(call, filter, page);
      },
      [](const Break& found) {
        return Key{found.month, found.key()};
      },
      [](auto& answer, const Break& found) { *answer.add_breaks() = ToProto(found); });
}

grpc::Status SettlementHandler::ListTieOuts(grpc::ServerContext* context,
                                            const v1::ListTieOutsRequest* request,
                                            v1::ListTieOutsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [](rpc::Call& call, const TieOutFilter& filter, const rpc::Page& page) {
        return settlement::ListTieOuts(call, filter, page);
      },
      [](const TieOut& tie_out) {
        return Key{tie_out.provider_id, std::string(tie_out.accrued.currency().code())};
      },
      [](auto& answer, const TieOut& tie_out) { *answer.add_tie_outs() = ToProto(tie_out); });
}

grpc::Status SettlementHandler::ClosePeriod(grpc::ServerContext* context,
                                            const v1::ClosePeriodRequest* request,
                                            v1::ClosePeriodResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const Month& month) { return settlement::ClosePeriod(call, month); },
      [](auto& answer, const ClosedPeriod& closed) {
        *answer.mutable_period() = ToProto(closed.period);
        for (const Break& found : closed.breaks) *answer.add_breaks() = ToProto(found);
      });
}

grpc::Status SettlementHandler::ListPeriods(grpc::ServerContext* context,
                                            const v1::ListPeriodsRequest* request,
                                            v1::ListPeriodsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const AllPeriods&, const rpc::Page& page) {
        return settlement::ListPeriods(call, page);
      },
      [](const BooksPeriod& period) { return period.month; },
      [](auto& answer, const BooksPeriod& period) { *answer.add_periods() = ToProto(period); });
}

}  // namespace tirek::settlement
