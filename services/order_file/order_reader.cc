#include "services/order_file/order_reader.h"

#include <optional>
#include <string_view>

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::order {
namespace {

// Every pair of tariffs is compared and each tie told, so the work grows with the square.
constexpr int kMostRows = 1000;
constexpr std::size_t kMostText = 500;

// The value of a proto enum in the rules' own words; `parse` reads the short word.
template <typename Enum, typename Parse>
auto TakeChoice(FieldCheck& check, const std::string& field, Enum value, Parse parse) {
  const std::string word = rpc::TakeWord(check, field, value);
  const auto parsed = parse(word);
  TIREK_ASSERT(parsed.has_value() || word.empty());
  return parsed.value_or(typename decltype(parsed)::value_type{});
}

std::optional<OverlapRule> ParseOverlapWord(std::string_view word) {
  if (word == "EARLIEST_ADMISSION") return OverlapRule::kEarliestAdmissionWins;
  return {};
}

Decimal TakeDecimal(FieldCheck& check, const std::string& field, const common::v1::Decimal& value) {
  if (value.value().empty()) {
    check.Add(field, "REQUIRED", "a decimal number");
    return {};
  }
  return check.Take(field, rpc::ToDecimal(value)).value_or(Decimal());
}

template <typename Message>
Period TakeClosedPeriod(FieldCheck& check, const Message& message) {
  if (!message.has_end_date()) check.Add("end_date", "REQUIRED", "the first day after it");
  return rpc::TakePeriod(check, message);
}

std::string TakeOptionalCode(FieldCheck& check, const std::string& field, const std::string& code) {
  return code.empty() ? code : check.Code(field, code, CodeStyle::kLower);
}

Tariff ReadTariff(FieldCheck& check, const contracts::v1::Tariff& proto) {
  Tariff tariff;
  tariff.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  tariff.territory = check.Take("territory", Kato::Parse(proto.territory())).value_or(Kato());
  tariff.condition = TakeChoice(check, "condition", proto.condition(), ParseDeliveryCondition);
  tariff.service = check.Code("service", proto.service(), CodeStyle::kLower);
  tariff.category = TakeOptionalCode(check, "category", proto.category());
  tariff.unit = TakeChoice(check, "unit", proto.unit(), ParseServiceUnit);
  tariff.rate = TakeDecimal(check, "rate", proto.rate());
  tariff.period = TakeClosedPeriod(check, proto);
  if (proto.has_legal_minimum()) {
    tariff.legal_min = check.Take("legal_minimum", rpc::ToDecimal(proto.legal_minimum()));
  }
  if (proto.has_legal_maximum()) {
    tariff.legal_max = check.Take("legal_maximum", rpc::ToDecimal(proto.legal_maximum()));
  }
  tariff.source_act = check.Text("source_act", proto.source_act(), kMostText);
  return tariff;
}

Coefficient ReadCoefficient(FieldCheck& check, const contracts::v1::Coefficient& proto) {
  Coefficient coefficient;
  coefficient.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  coefficient.value = TakeDecimal(check, "value", proto.value());
  coefficient.share =
      proto.has_share() ? TakeDecimal(check, "share", proto.share()) : Decimal::FromInteger(1);
  if (!proto.territory().empty()) {
    coefficient.territory = check.Take("territory", Kato::Parse(proto.territory()));
  }
  coefficient.service = TakeOptionalCode(check, "service", proto.service());
  coefficient.category = TakeOptionalCode(check, "category", proto.category());
  coefficient.period = TakeClosedPeriod(check, proto);
  coefficient.source_act = check.Text("source_act", proto.source_act(), kMostText);
  return coefficient;
}

AbsenceRule ReadAbsenceRule(FieldCheck& check, const contracts::v1::AbsenceRule& proto) {
  AbsenceRule rule;
  rule.reason = TakeChoice(check, "reason", proto.reason(), ParseAbsenceReason);
  rule.paid_share = TakeDecimal(check, "paid_share", proto.paid_share());
  if (proto.max_days_per_month() != 0) rule.max_days_per_month = proto.max_days_per_month();
  rule.period = TakeClosedPeriod(check, proto);
  rule.source_act = check.Text("source_act", proto.source_act(), kMostText);
  return rule;
}

// What keeps a row with a fault from meeting others by its defaults when the order is validated.
void SetApart(const std::string& path, const FieldCheck&, Tariff& tariff) {
  tariff.service = path;  // no code of a service has brackets
}

void SetApart(const std::string&, const FieldCheck&, Coefficient&) {}  // they never meet

void SetApart(const std::string&, const FieldCheck& check, AbsenceRule& rule) {
  for (const Violation& fault : check.violations()) {
    const bool compared =
        fault.field == "reason" || fault.field == "start_date" || fault.field == "end_date";
    if (compared) rule.period.end = rule.period.start;
  }
}

void Append(const std::string& path, const FieldCheck& check, std::vector<Violation>& faults) {
  for (const Violation& fault : check.violations()) {
    faults.push_back({path + "." + fault.field, fault.reason, fault.expected});
  }
}

template <typename Row, typename ProtoRow>
std::vector<Row> ReadRows(const std::string& name,
                          const google::protobuf::RepeatedPtrField<ProtoRow>& protos,
                          Row (*read)(FieldCheck&, const ProtoRow&),
                          std::vector<Violation>& faults) {
  std::vector<Row> rows;
  if (protos.size() > kMostRows) {
    faults.push_back({name, "TOO_MANY", "at most " + std::to_string(kMostRows)});
    return rows;
  }
  for (int i = 0; i < protos.size(); ++i) {
    const std::string path = name + "[" + std::to_string(i) + "]";
    FieldCheck check;
    rows.push_back(read(check, protos[i]));
    Append(path, check, faults);
    if (!check.ok()) SetApart(path, check, rows.back());
  }
  return rows;
}

void ReadHead(FieldCheck& check, const contracts::v1::Order& proto, StateSocialOrder& order) {
  order.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  order.title = check.Text("title", proto.title(), kMostText);
  order.source_act = check.Text("source_act", proto.source_act(), kMostText);
  order.period = TakeClosedPeriod(check, proto);
  order.currency =
      check.Take("currency_code", Currency::FromCode(proto.currency_code())).value_or(kTenge);
  order.method_version = proto.method_version();
  if (!proto.has_day_count()) {
    check.Add("day_count", "REQUIRED", "which of the days of admission and discharge count");
  }
  order.day_count = {proto.day_count().admission_day_counts(),
                     proto.day_count().discharge_day_counts()};
  order.rounding = {
      TakeChoice(check, "rounding.policy", proto.rounding().policy(), ParseRounding),
      TakeChoice(check, "rounding.place", proto.rounding().place(), ParseRoundingPlace)};
  order.overlap = TakeChoice(check, "overlap_rule", proto.overlap_rule(), ParseOverlapWord);
}

}  // namespace

OrderReading ReadOrder(const contracts::v1::Order& proto) {
  OrderReading reading;
  FieldCheck head;
  ReadHead(head, proto, reading.order);
  reading.faults = head.TakeViolations();
  reading.order.tariffs = ReadRows("tariffs", proto.tariffs(), ReadTariff, reading.faults);
  reading.order.coefficients =
      ReadRows("coefficients", proto.coefficients(), ReadCoefficient, reading.faults);
  reading.order.absence_rules =
      ReadRows("absence_rules", proto.absence_rules(), ReadAbsenceRule, reading.faults);
  return reading;
}

}  // namespace tirek::order
