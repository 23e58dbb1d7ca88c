// An order with a rule of every kind, all sound.
#pragma once

#include <string>

#include "tests/billing/order/sample_order.h"

namespace tirek::order {

inline Tariff MonthTariff(std::string code, std::string service, ServiceUnit unit) {
  Tariff tariff = DayTariff(std::move(code), "187430.00", Year2026());
  tariff.service = std::move(service);
  tariff.condition = DeliveryCondition::kStationary;
  tariff.unit = unit;
  return tariff;
}

inline ProrationRule Proration(std::string service, Divisor divisor) {
  ProrationRule rule;
  rule.service = std::move(service);
  rule.divisor = divisor;
  rule.period = Year2026();
  rule.source_act = "order 281";
  return rule;
}

inline Cap UnitCap(std::string code, CapWindow window, const char* most) {
  Cap cap;
  cap.code = std::move(code);
  cap.service = "helper";
  cap.window = window;
  cap.max_quantity = Number(most);
  cap.period = Year2026();
  cap.source_act = "Social Code, art. 163";
  return cap;
}

inline FeeRule Fee(std::string code, FeeKind kind, const char* share) {
  FeeRule rule;
  rule.code = std::move(code);
  rule.kind = kind;
  rule.share = Number(share);
  if (kind == FeeKind::kIncomeExcess) rule.income_limit = Number("76276.50");
  rule.period = Year2026();
  rule.source_act = "decree 79";
  return rule;
}

inline GuaranteedAmount Guarantee(std::string code, std::string category, const char* share) {
  GuaranteedAmount amount;
  amount.code = std::move(code);
  amount.service = "day-care";
  amount.category = std::move(category);
  amount.amount = Number("45000.00");
  amount.share = Number(share);
  amount.period = Year2026();
  amount.source_act = "Social Code, art. 168";
  return amount;
}

inline BasisRule Basis(std::string service, PaymentBasis basis) {
  BasisRule rule;
  rule.service = std::move(service);
  rule.basis = basis;
  rule.period = Year2026();
  rule.source_act = "order 504";
  return rule;
}

inline PensionRule Pension(std::string service) {
  PensionRule rule;
  rule.service = std::move(service);
  rule.person_share = Number("0.30");
  rule.person_minimum = Number("69049.00");
  rule.centre_share = Number("0.70");
  rule.period = Year2026();
  rule.source_act = "Social Code, art. 202(3)";
  return rule;
}

inline FundingRule Funding(std::string service, std::vector<FundingPart> parts) {
  FundingRule rule;
  rule.service = std::move(service);
  rule.parts = std::move(parts);
  rule.period = Year2026();
  rule.source_act = "decree 80";
  return rule;
}

inline Pot MonthPot(std::string code, std::vector<PotIndicator> indicators) {
  Pot pot;
  pot.code = std::move(code);
  pot.amount = Number("1000000.00");
  pot.indicators = std::move(indicators);
  pot.period = Year2026();
  pot.source_act = "decree 81";
  return pot;
}

inline StateSocialOrder OrderOfEveryRule() {
  StateSocialOrder order = SampleOrder();
  order.tariffs.push_back(MonthTariff("T-MONTH", "residence", ServiceUnit::kPersonMonth));
  order.tariffs.push_back(MonthTariff("T-HOUR", "helper", ServiceUnit::kHour));
  order.tariffs.push_back(MonthTariff("T-STEPS", "ward", ServiceUnit::kBedDay));
  order.tariffs[3].rate = Decimal();
  order.tariffs[3].steps =
      StepTable{StepMeasure::kCapacity, {{0, 104, Number("23770")}, {105, {}, Number("23930")}}};
  order.coefficients = {Factor("SEVERE", "0")};
  order.coefficients[0].steps =
      StepTable{StepMeasure::kSeverity, {{1, 1, Number("1")}, {2, 3, Number("1.3")}}};
  order.coefficients[0].condition = DeliveryCondition::kStationary;
  order.absence_rules = {Away(AbsenceReason::kHospital, "0.5", 7),
                         Away(AbsenceReason::kReserved, "0.25")};
  order.absence_rules[1].service = "residence";
  order.absence_rules[1].max_consecutive_days = 14;
  order.absence_rules[1].max_days_per_year = 60;
  order.basis_rules = {Basis("residence", PaymentBasis::kEnrolled),
                       Basis("helper", PaymentBasis::kAttended)};
  order.proration_rules = {Proration("residence", Divisor::kCalendarDays)};
  order.caps = {UnitCap("DAY", CapWindow::kDay, "8"), UnitCap("YEAR", CapWindow::kYear, "60")};
  order.guaranteed_amounts = {Guarantee("G-ALL", "", "1"), Guarantee("G-70", "companion", "0.70")};
  order.fee_rules = {Fee("F-EXCESS", FeeKind::kIncomeExcess, "0.5"),
                     Fee("F-PRICE", FeeKind::kPriceShare, "0.7"),
                     Fee("F-INCOME", FeeKind::kIncomeShare, "0.75")};
  order.fee_rules[1].budget_maximum = Number("1050000");
  order.fee_rules[2].service = "residence";
  order.pension_rules = {Pension("residence")};
  order.quality_rules = {{"helper", Number("0.05"), Year2026(), "decree 82"}};
  order.funding_rules = {Funding("", {{"REGION", Number("0.5")}, {"DISTRICT", Number("0.5")}})};
  order.pots = {MonthPot("POT", {{"persons", Number("0.6")}, {"visits", Number("0.4")}})};
  order.vat = Vat{VatTreatment::kIncluded, Number("0.16"), "Tax Code, art. 474"};
  order.age_date = AgeDate::kMonthStart;
  order.cut_order = CutOrder::kLatestAdmissionFirst;
  order.overlap = OverlapRule::kLatestAdmissionWins;
  return order;
}

}  // namespace tirek::order
