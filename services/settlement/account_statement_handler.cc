#include "services/settlement/account_statement_handler.h"

#include "core/rpc/shapes.h"
#include "services/settlement/account_statement_codec.h"
#include "services/settlement/account_statement_service.h"
#include "services/settlement/reconciliation_act_codec.h"

namespace tirek::settlement {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };

}  // namespace

grpc::Status AccountStatementHandler::GetAccountStatement(
    grpc::ServerContext* context, const v1::GetAccountStatementRequest* request,
    v1::GetAccountStatementResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const StatementQuery& query) {
        return settlement::GetAccountStatement(call, query);
      },
      [](auto& answer, const AccountStatement& statement) { answer = ToProto(statement); });
}

grpc::Status AccountStatementHandler::GetReconciliationAct(
    grpc::ServerContext* context, const v1::GetReconciliationActRequest* request,
    v1::GetReconciliationActResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const StatementScope& scope) {
        return settlement::GetReconciliationAct(call, scope);
      },
      [](auto& answer, const ReconciliationAct& act) { answer = OurActOf(act); });
}

grpc::Status AccountStatementHandler::CompareReconciliationAct(
    grpc::ServerContext* context, const v1::CompareReconciliationActRequest* request,
    v1::CompareReconciliationActResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const ActQuery& query) {
        return settlement::CompareReconciliationAct(call, query);
      },
      [](auto& answer, const ReconciliationAct& act) { answer = ComparedActOf(act); });
}

grpc::Status AccountStatementHandler::ListPayables(grpc::ServerContext* context,
                                                   const v1::ListPayablesRequest* request,
                                                   v1::ListPayablesResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 3, kDecode,
      [](rpc::Call& call, const PayableFilter& filter, const rpc::Page& page) {
        return settlement::ListPayables(call, filter, page);
      },
      [](const AgedDocument& aged) {
        return std::vector<std::string>{aged.payable.due_date.ToString(), aged.payable.provider_id,
                                        aged.payable.document_id};
      },
      [](auto& answer, const AgedDocument& aged) { *answer.add_payables() = ToProto(aged); });
}

grpc::Status AccountStatementHandler::GetPayableAgeing(grpc::ServerContext* context,
                                                       const v1::GetPayableAgeingRequest* request,
                                                       v1::GetPayableAgeingResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const PayableFilter& filter) {
        return settlement::GetPayableAgeing(call, filter);
      },
      [](auto& answer, const std::vector<Ageing>& ageings) { answer = ToProto(ageings); });
}

grpc::Status AccountStatementHandler::ExplainTieOut(grpc::ServerContext* context,
                                                    const v1::ExplainTieOutRequest* request,
                                                    v1::ExplainTieOutResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const TieOutQuery& query) {
        return settlement::ExplainTieOut(call, query);
      },
      [](auto& answer, const std::vector<TieOutItem>& items) {
        for (const TieOutItem& item : items) *answer.add_items() = ToProto(item);
      });
}

}  // namespace tirek::settlement
