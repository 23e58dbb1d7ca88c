#include "services/order_file/order_codec.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "billing/order/validate.h"
#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"
#include "services/order_file/order_reader.h"

namespace tirek::order {
namespace {

// Where the proto and the rules' form say a field differently. Two dates are one period, and a rule
// of absence whose reason is unread overlaps nothing, so its period is not judged either.
struct FieldName {
  std::string_view proto;
  std::string_view rules;
};
constexpr FieldName kNames[] = {{"start_date", "period"},
                                {"end_date", "period"},
                                {"reason", "period"},
                                {"legal_minimum", "legal_min"},
                                {"legal_maximum", "legal_max"}};

std::string Renamed(const std::string& path, std::string_view FieldName::*from,
                    std::string_view FieldName::*to) {
  const std::size_t dot = path.rfind('.');
  const std::size_t begin = dot == std::string::npos ? 0 : dot + 1;
  for (const FieldName& name : kNames) {
    if (std::string_view(path).substr(begin) == name.*from) {
      return path.substr(0, begin) + std::string(name.*to);
    }
  }
  return path;
}

// What Validate finds, but nothing of fields that could not be read: it saw their defaults.
std::vector<Violation> Validated(const OrderReading& reading) {
  std::set<std::string> unread;
  for (const Violation& fault : reading.faults) {
    unread.insert(Renamed(fault.field, &FieldName::proto, &FieldName::rules));
  }
  std::vector<Violation> violations;
  for (Violation& violation : Validate(reading.order)) {
    if (unread.contains(violation.field)) continue;
    violation.field = Renamed(violation.field, &FieldName::rules, &FieldName::proto);
    violations.push_back(std::move(violation));
  }
  return violations;
}

template <typename Enum>
Enum ToChoice(std::string_view word) {
  const Enum value = rpc::FromWord<Enum>(std::string(word));
  TIREK_ASSERT(value != 0);
  return value;
}

template <typename Message>
void SetClosedPeriod(const Period& period, Message* message) {
  *message->mutable_start_date() = rpc::ToProto(period.start);
  *message->mutable_end_date() = rpc::ToProto(period.end);
}

contracts::v1::Tariff ToProto(const Tariff& tariff) {
  contracts::v1::Tariff proto;
  proto.set_code(tariff.code);
  proto.set_territory(tariff.territory.text());
  proto.set_condition(
      ToChoice<registry::v1::DeliveryCondition>(DeliveryConditionName(tariff.condition)));
  proto.set_service(tariff.service);
  proto.set_category(tariff.category);
  proto.set_unit(ToChoice<contracts::v1::ServiceUnit>(ServiceUnitName(tariff.unit)));
  *proto.mutable_rate() = rpc::ToProto(tariff.rate);
  SetClosedPeriod(tariff.period, &proto);
  if (tariff.legal_min) *proto.mutable_legal_minimum() = rpc::ToProto(*tariff.legal_min);
  if (tariff.legal_max) *proto.mutable_legal_maximum() = rpc::ToProto(*tariff.legal_max);
  proto.set_source_act(tariff.source_act);
  return proto;
}

contracts::v1::Coefficient ToProto(const Coefficient& coefficient) {
  contracts::v1::Coefficient proto;
  proto.set_code(coefficient.code);
  *proto.mutable_value() = rpc::ToProto(coefficient.value);
  if (coefficient.share != Decimal::FromInteger(1)) {
    *proto.mutable_share() = rpc::ToProto(coefficient.share);
  }
  if (coefficient.territory) proto.set_territory(coefficient.territory->text());
  proto.set_service(coefficient.service);
  proto.set_category(coefficient.category);
  SetClosedPeriod(coefficient.period, &proto);
  proto.set_source_act(coefficient.source_act);
  return proto;
}

contracts::v1::AbsenceRule ToProto(const AbsenceRule& rule) {
  TIREK_ASSERT(rule.max_days_per_month != 0);
  contracts::v1::AbsenceRule proto;
  proto.set_reason(ToChoice<contracts::v1::AbsenceReason>(AbsenceReasonName(rule.reason)));
  *proto.mutable_paid_share() = rpc::ToProto(rule.paid_share);
  proto.set_max_days_per_month(rule.max_days_per_month.value_or(0));
  SetClosedPeriod(rule.period, &proto);
  proto.set_source_act(rule.source_act);
  return proto;
}

contracts::v1::OverlapRule ToProto(OverlapRule rule) {
  TIREK_ASSERT(rule == OverlapRule::kEarliestAdmissionWins);
  return contracts::v1::OVERLAP_RULE_EARLIEST_ADMISSION;
}

}  // namespace

Result<StateSocialOrder> FromProto(const contracts::v1::Order& proto) {
  OrderReading reading = ReadOrder(proto);
  std::vector<Violation> more = Validated(reading);
  std::vector<Violation>& faults = reading.faults;
  faults.insert(faults.end(), more.begin(), more.end());
  if (!faults.empty()) return InvalidFields(std::move(faults));
  return std::move(reading.order);
}

Result<Payer> FromProto(const contracts::v1::Payer& proto) {
  FieldCheck check;
  Payer payer;
  payer.name = check.Text("name", proto.name(), 200);
  payer.bin = check.Take("bin", Bin::Parse(proto.bin())).value_or(Bin());
  payer.iban = check.Take("iban", Iban::Parse(proto.iban())).value_or(Iban());
  if (!payer.iban.empty() && payer.iban.country() != "KZ") {
    check.Add("iban", "IBAN_COUNTRY", "an account in Kazakhstan: KZ and 18 more characters");
  }
  payer.bic = check.Take("bic", Bic::Parse(proto.bic())).value_or(Bic());
  payer.kbe = check.Take("kbe", Kbe::Parse(proto.kbe())).value_or(Kbe());
  TIREK_RETURN_IF_ERROR(check.Done());
  return payer;
}

contracts::v1::Order ToProto(const StateSocialOrder& order) {
  contracts::v1::Order proto;
  proto.set_code(order.code);
  proto.set_title(order.title);
  proto.set_source_act(order.source_act);
  SetClosedPeriod(order.period, &proto);
  proto.set_currency_code(std::string(order.currency.code()));
  proto.set_method_version(order.method_version);
  for (const Tariff& tariff : order.tariffs) *proto.add_tariffs() = ToProto(tariff);
  for (const Coefficient& row : order.coefficients) *proto.add_coefficients() = ToProto(row);
  for (const AbsenceRule& rule : order.absence_rules) *proto.add_absence_rules() = ToProto(rule);
  proto.mutable_day_count()->set_admission_day_counts(order.day_count.admission_day_counts);
  proto.mutable_day_count()->set_discharge_day_counts(order.day_count.discharge_day_counts);
  proto.mutable_rounding()->set_policy(
      ToChoice<contracts::v1::RoundingPolicy>(RoundingName(order.rounding.policy)));
  proto.mutable_rounding()->set_place(
      ToChoice<contracts::v1::RoundingPlace>(RoundingPlaceName(order.rounding.place)));
  proto.set_overlap_rule(ToProto(order.overlap));
  return proto;
}

contracts::v1::Payer ToProto(const Payer& payer) {
  contracts::v1::Payer proto;
  proto.set_name(payer.name);
  proto.set_bin(payer.bin.text());
  proto.set_iban(payer.iban.text());
  proto.set_bic(payer.bic.text());
  proto.set_kbe(payer.kbe.text());
  return proto;
}

}  // namespace tirek::order
