#include "services/contracts/contract_codec.h"

#include <set>

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::contracts {
namespace {

// Payment in full within 30 calendar days (Public Procurement Law, art. 17(6)).
constexpr int kMostDueDays = 30;
constexpr int kMostServices = 100;

using Services = google::protobuf::RepeatedPtrField<std::string>;

std::vector<std::string> TakeServices(FieldCheck& check, const Services& protos) {
  if (protos.size() > kMostServices) {
    check.Add("services", "TOO_MANY", "at most " + std::to_string(kMostServices));
    return {};
  }
  std::vector<std::string> services;
  std::set<std::string> seen;
  for (const std::string& service : protos) {
    const std::string field = "services[" + std::to_string(services.size()) + "]";
    services.push_back(check.Code(field, service, CodeStyle::kLower));
    if (!seen.insert(service).second) check.Add(field, "DUPLICATE_CODE", "each service once");
  }
  return services;
}

Money TakeCeiling(FieldCheck& check, const common::v1::Money& proto) {
  const Money none = Money::FromMinor(0, kTenge);
  const Money ceiling = check.Take("ceiling", rpc::ToMoney(proto)).value_or(none);
  if (proto.minor_units() <= 0) check.Add("ceiling", "NOT_POSITIVE", "an amount above zero");
  return ceiling;
}

std::string TakeCutOrder(FieldCheck& check, v1::CutOrder cut_order) {
  if (cut_order == v1::CUT_ORDER_UNSPECIFIED) return "";
  return rpc::TakeWord(check, "cut_order", cut_order);
}

std::string TakeBudgetCode(FieldCheck& check, const std::string& code) {
  return code.empty() ? "" : check.Code("budget_code", code, CodeStyle::kUpper);
}

Result<ContractId> TakeContractId(const std::string& text) {
  FieldCheck check;
  const auto id = check.Take("contract_id", ContractId::Parse(text));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *id;
}

}  // namespace

Result<NewContract> FromProto(const v1::CreateContractRequest& request) {
  FieldCheck check;
  NewContract contract;
  contract.number = check.Text("number", request.number(), 50);
  const auto provider_id = check.Take("provider_id", ProviderId::Parse(request.provider_id()));
  const auto order_id = check.Take("order_id", OrderId::Parse(request.order_id()));
  if (request.services().empty()) check.Add("services", "REQUIRED", "at least one service");
  contract.services = TakeServices(check, request.services());
  contract.period = rpc::TakePeriod(check, request);
  if (!request.has_end_date()) check.Add("end_date", "REQUIRED", "the first day after it");
  if (request.has_ceiling()) {
    contract.ceiling = TakeCeiling(check, request.ceiling());
  } else {
    check.Add("ceiling", "REQUIRED", "all that may be paid under the contract");
  }
  contract.route = rpc::TakeWord(check, "route", request.route());
  const int days = request.payment_due_days() == 0 ? kMostDueDays : request.payment_due_days();
  contract.payment_due_days =
      static_cast<int>(check.Within("payment_due_days", days, 1, kMostDueDays));
  contract.cut_order = TakeCutOrder(check, request.cut_order());
  contract.budget_code = TakeBudgetCode(check, request.budget_code());
  TIREK_RETURN_IF_ERROR(check.Done());
  contract.provider_id = *provider_id;
  contract.order_id = *order_id;
  return contract;
}

Result<ContractId> FromProto(const v1::GetContractRequest& request) {
  return TakeContractId(request.contract_id());
}

Result<ContractId> FromProto(const v1::ListContractVersionsRequest& request) {
  return TakeContractId(request.contract_id());
}

Result<ContractAmendment> FromProto(const v1::AmendContractRequest& request) {
  FieldCheck check;
  ContractAmendment amendment;
  const auto id = check.Take("contract_id", ContractId::Parse(request.contract_id()));
  amendment.etag = request.etag();
  const auto date = check.Take("effective_date", rpc::ToDate(request.effective_date()));
  amendment.source_act = check.Text("source_act", request.source_act(), 500);
  if (request.has_ceiling()) amendment.ceiling = TakeCeiling(check, request.ceiling());
  amendment.services = TakeServices(check, request.services());
  if (request.has_end_date()) {
    amendment.end_date = check.Take("end_date", rpc::ToDate(request.end_date()));
  }
  amendment.cut_order = TakeCutOrder(check, request.cut_order());
  amendment.budget_code = TakeBudgetCode(check, request.budget_code());
  TIREK_RETURN_IF_ERROR(check.Done());
  amendment.contract_id = *id;
  amendment.effective_date = *date;
  return amendment;
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
  proto.set_cut_order(rpc::FromWord<v1::CutOrder>(details.cut_order));
  proto.set_budget_code(details.budget_code);
  proto.set_etag(std::to_string(contract.version));
  return proto;
}

v1::ContractVersion ToProto(const ContractVersion& version) {
  v1::ContractVersion proto;
  proto.set_version(version.version);
  *proto.mutable_effective_date() = rpc::ToProto(version.effective_date);
  proto.set_source_act(version.source_act);
  for (const std::string& service : version.services) proto.add_services(service);
  *proto.mutable_end_date() = rpc::ToProto(version.end_date);
  *proto.mutable_ceiling() = rpc::ToProto(version.ceiling);
  proto.set_cut_order(rpc::FromWord<v1::CutOrder>(version.cut_order));
  proto.set_budget_code(version.budget_code);
  *proto.mutable_record_time() = rpc::ToProto(version.record_time);
  return proto;
}

}  // namespace tirek::contracts
