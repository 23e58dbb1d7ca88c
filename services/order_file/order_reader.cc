#include "services/order_file/order_reader.h"

#include <string_view>

#include "services/order_file/read_fields.h"
#include "services/order_file/row_readers.h"

namespace tirek::order {
namespace {

// An order is held in memory whole, and looked up row by row for each day that is priced.
constexpr int kMostRows = 1000;

std::optional<OverlapRule> ParseOverlapWord(std::string_view word) {
  if (word == "EARLIEST_ADMISSION") return OverlapRule::kEarliestAdmissionWins;
  if (word == "LATEST_ADMISSION") return OverlapRule::kLatestAdmissionWins;
  return {};
}

void ReadHead(FieldCheck& check, const contracts::v1::Order& proto, StateSocialOrder& order) {
  order.code = check.Code("code", proto.code(), CodeStyle::kUpper);
  order.title = check.Text("title", proto.title(), kMostText);
  order.source_act = TakeAct(check, proto.source_act());
  order.period = TakeClosedPeriod(check, proto);
  order.currency =
      check.Take("currency_code", Currency::FromCode(proto.currency_code())).value_or(kTenge);
  order.method_version = proto.method_version();
}

// What is chosen once for the whole order.
void ReadChoices(FieldCheck& check, const contracts::v1::Order& proto, StateSocialOrder& order) {
  if (!proto.has_day_count()) {
    check.Add("day_count", "REQUIRED", "which of the days of admission and discharge count");
  }
  order.day_count = {proto.day_count().admission_day_counts(),
                     proto.day_count().discharge_day_counts()};
  order.rounding = {
      TakeChoice(check, "rounding.policy", proto.rounding().policy(), ParseRounding),
      TakeChoice(check, "rounding.place", proto.rounding().place(), ParseRoundingPlace)};
  order.overlap = TakeChoice(check, "overlap_rule", proto.overlap_rule(), ParseOverlapWord);
  order.age_date =
      TakeChoiceOr(check, "age_date", proto.age_date(), ParseAgeDate, AgeDate::kServiceDay);
  order.cut_order =
      TakeChoiceOr(check, "cut_order", proto.cut_order(), ParseCutOrder, CutOrder::kLatestDayFirst);
}

void ReadVatOf(const contracts::v1::Order& proto, OrderReading& reading) {
  if (!proto.has_vat()) return;
  FieldCheck check;
  reading.order.vat = ReadVat(check, proto.vat());
  Append("vat", check, reading.faults);
}

void ReadRules(const contracts::v1::Order& proto, OrderReading& reading) {
  StateSocialOrder& order = reading.order;
  const auto read = [&reading](const char* name, const auto& protos, auto row_reader) {
    return ReadRows(name, protos, kMostRows, row_reader, reading.faults);
  };
  order.tariffs = read("tariffs", proto.tariffs(), ReadTariff);
  order.coefficients = read("coefficients", proto.coefficients(), ReadCoefficient);
  order.absence_rules = read("absence_rules", proto.absence_rules(), ReadAbsenceRule);
  order.basis_rules = read("basis_rules", proto.basis_rules(), ReadBasisRule);
  order.proration_rules = read("proration_rules", proto.proration_rules(), ReadProrationRule);
  order.caps = read("caps", proto.caps(), ReadCap);
  order.guaranteed_amounts =
      read("guaranteed_amounts", proto.guaranteed_amounts(), ReadGuaranteedAmount);
  order.fee_rules = read("fee_rules", proto.fee_rules(), ReadFeeRule);
  order.pension_rules = read("pension_rules", proto.pension_rules(), ReadPensionRule);
  order.quality_rules = read("quality_rules", proto.quality_rules(), ReadQualityRule);
  order.funding_rules = read("funding_rules", proto.funding_rules(), ReadFundingRule);
  order.pots = read("pots", proto.pots(), ReadPot);
}

}  // namespace

OrderReading ReadOrder(const contracts::v1::Order& proto) {
  OrderReading reading;
  FieldCheck head;
  ReadHead(head, proto, reading.order);
  ReadChoices(head, proto, reading.order);
  reading.faults = head.TakeViolations();
  ReadRules(proto, reading);
  ReadVatOf(proto, reading);
  return reading;
}

}  // namespace tirek::order
