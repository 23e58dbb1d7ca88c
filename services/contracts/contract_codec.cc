#include "services/contracts/contract_codec.h"

#include <set>

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::contracts {
namespace {

// Payment in full within 30 calendar days (Public Procurement Law, art. 17(6)).
constexpr int kMostDueDays = 30;
constexpr int kMostServices = 100;

std::vector<std::string> TakeServices(FieldCheck& check, const v1::CreateContractRequest& request) {
  if (request.services().empty()) check.Add("services", "REQUIRED", "at least one service");
  if (request.services_size() > kMostServices) {
    check.Add("services", "TOO_MANY", "at most " + std::to_string(kMostServices));
    return {};
  }
  std::vector<std::string> services;
  std::set<std::string> seen;
  for (const std::string& service : request.services()) {
    const std::string field = "services[" + std::to_string(services.size()) + "]";
    services.push_back(check.Code(field, service, CodeStyle::kLower));
    if (!seen.insert(service).second) check.Add(field, "DUPLICATE_CODE", "each service once");
  }
  return services;
}

Money TakeCeiling(FieldCheck& check, const v1::CreateContractRequest& request) {
  const Money none = Money::FromMinor(0, kTenge);
  if (!request.has_ceiling()) {
    check.Add("ceiling", "REQUIRED", "all that may be paid under the contract");
    return none;
  }
  const Money ceiling = check.Take("ceiling", rpc::ToMoney(request.ceiling())).value_or(none);
  if (request.ceiling().minor_units() <= 0) {
    check.Add("ceiling", "NOT_POSITIVE", "an amount above zero");
  }
  return ceiling;
}

}  // namespace

Result<NewContract> FromProto(const v1::CreateContractRequest& request) {
  FieldCheck check;
  NewContract contract;
  contract.number = check.Text("number", request.number(), 50);
  const auto provider_id = check.Take("provider_id", ProviderId::Parse(request.provider_id()));
  const auto order_id = check.Take("order_id", OrderId::Parse(request.order_id()));
  contract.services = TakeServices(check, request);
  contract.period = rpc::TakePeriod(check, request);
  if (!request.has_end_date()) check.Add("end_date", "REQUIRED", "the first day after it");
  contract.ceiling = TakeCeiling(check, request);
  contract.route = rpc::TakeWord(check, "route", request.route());
  const int days = request.payment_due_days() == 0 ? kMostDueDays : request.payment_due_days();
  contract.payment_due_days =
      static_cast<int>(check.Within("payment_due_days", days, 1, kMostDueDays));
  TIREK_RETURN_IF_ERROR(check.Done());
  contract.provider_id = *provider_id;
  contract.order_id = *order_id;
  return contract;
}

Result<ContractId> FromProto(const v1::GetContractRequest& request) {
  FieldCheck check;
  const auto id = check.Take("contract_id", ContractId::Parse(request.contract_id()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

Result<ContractFilter> FromProto(const v1::ListContractsRequest& request) {
  return ContractFilter{request.number(), request.provider_id(), request.order_id()};
}

v1::Contract ToProto(const Contract& contract) {
  const NewContract& details = contract.details;
  v1::Contract proto;
  proto.set_contract_id(contract.contract_id.text());
  proto.set_number(details.number);
  proto.set_provider_id(details.provider_id.text());
  proto.set_order_id(details.order_id.text());
  for (const std::string& service : details.services) proto.add_services(service);
  *proto.mutable_start_date() = rpc::ToProto(details.period.start);
  *proto.mutable_end_date() = rpc::ToProto(details.period.end);
  *proto.mutable_ceiling() = rpc::ToProto(details.ceiling);
  proto.set_route(rpc::FromWord<v1::ContractRoute>(details.route));
  proto.set_payment_due_days(details.payment_due_days);
  *proto.mutable_create_time() = rpc::ToProto(contract.create_time);
  proto.set_etag(std::to_string(contract.version));
  return proto;
}

}  // namespace tirek::contracts
