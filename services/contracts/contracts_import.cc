#include "services/contracts/contracts_import.h"

#include "services/contracts/contract_gateway.h"
#include "services/contracts/order_gateway.h"

namespace tirek::contracts {
namespace {

rpc::ReferenceColumn ProviderColumn(rpc::Call& call) {
  return {
      "provider_bin",
      "provider_id",
      {"provider_bin", "PROVIDER_NOT_FOUND", "the БИН of a registered provider"},
      [&call](const std::vector<std::string>& bins) -> Result<std::map<std::string, std::string>> {
        return ContractGateway(call.work()).ProviderIdsByBin(bins);
      }};
}

rpc::ReferenceColumn OrderColumn(rpc::Call& call) {
  return {
      "order_code",
      "order_id",
      {"order_code", "ORDER_NOT_FOUND", "the code of a state social order"},
      [&call](const std::vector<std::string>& codes) -> Result<std::map<std::string, std::string>> {
        return OrderGateway(call.work()).IdsByCode(codes);
      }};
}

rpc::ReferenceColumn ContractColumn(rpc::Call& call) {
  return {"contract",
          "contract_id",
          {"contract", "CONTRACT_NOT_FOUND", "the number of a contract, or nothing"},
          [&call](const std::vector<std::string>& numbers)
              -> Result<std::map<std::string, std::string>> {
            auto ids = ContractGateway(call.work()).IdsByNumber(numbers);
            ids.emplace("", "");  // whether there must be one, the indicator says
            return ids;
          }};
}

}  // namespace

rpc::ImportShape ContractFile(rpc::Call& call) {
  return {{{"number", "provider_bin", "order_code", "services", "start_date", "end_date", "ceiling",
            "route"},
           {"payment_due_days", "cut_order", "budget_code"}},
          "number",
          {ProviderColumn(call), OrderColumn(call)}};
}

rpc::ImportShape AssessmentFile(rpc::Call& call) {
  return {{{"provider_bin", "contract", "month", "indicator", "value"}, {}},
          "provider_bin",
          {ProviderColumn(call), ContractColumn(call)}};
}

rpc::ImportShape CalendarFile(rpc::Call&) { return {{{"date", "kind", "name"}, {}}, "date", {}}; }

}  // namespace tirek::contracts
