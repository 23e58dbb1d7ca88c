// The faults of an order's rules of days and money, each at its field.
#include <functional>
#include <string>

#include "tests/billing/order/faults.h"
#include "tests/billing/order/full_order.h"

namespace tirek::order {
namespace {

struct Case {
  const char* name;
  std::function<void(StateSocialOrder&)> spoil;
  const char* faults;
};

void CheckCases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.name);
    StateSocialOrder order = OrderOfEveryRule();
    c.spoil(order);
    CHECK(FaultsOf(order) == c.faults);
  }
}

TEST_CASE("an order with a sound rule of every kind has no faults") {
  CHECK(FaultsOf(OrderOfEveryRule()) == "");
}

TEST_CASE("each fault of a rule of days is named at its field") {
  CheckCases({
      {"a rate beside steps", [](auto& o) { o.tariffs[3].rate = Number("1"); },
       "tariffs[3].rate VALUE_BESIDE_STEPS"},
      {"a value beside steps", [](auto& o) { o.coefficients[0].value = Number("1.1"); },
       "coefficients[0].value VALUE_BESIDE_STEPS"},
      {"neither rate nor steps", [](auto& o) { o.tariffs[3].steps.reset(); },
       "tariffs[3].rate NOT_POSITIVE"},
      {"a step below the legal minimum", [](auto& o) { o.tariffs[3].legal_min = Number("23771"); },
       "tariffs[3].steps.steps[0].value RATE_BELOW_LEGAL_MINIMUM"},
      {"a step above the legal maximum", [](auto& o) { o.tariffs[3].legal_max = Number("23929"); },
       "tariffs[3].steps.steps[1].value RATE_ABOVE_LEGAL_MAXIMUM"},
      {"a coefficient for a service without tariff",
       [](auto& o) { o.coefficients[0].service = "cure"; },
       "coefficients[0].service SERVICE_NOT_IN_ORDER"},
      {"a limit of consecutive days below zero",
       [](auto& o) { o.absence_rules[1].max_consecutive_days = -1; },
       "absence_rules[1].max_consecutive_days ABSENCE_LIMIT_OUT_OF_RANGE"},
      {"a limit longer than a year", [](auto& o) { o.absence_rules[1].max_days_per_year = 367; },
       "absence_rules[1].max_days_per_year ABSENCE_LIMIT_OUT_OF_RANGE"},
      {"an absence rule for a service without tariff",
       [](auto& o) { o.absence_rules[1].service = "cure"; },
       "absence_rules[1].service SERVICE_NOT_IN_ORDER"},
      {"one reason for a service and for any is no overlap",
       [](auto& o) { o.absence_rules[1].reason = AbsenceReason::kHospital; }, ""},
      {"one reason for one service",
       [](auto& o) {
         o.absence_rules[1].reason = AbsenceReason::kHospital;
         o.absence_rules[0].service = "residence";
       },
       "absence_rules[1].period ABSENCE_RULE_OVERLAP"},
      {"a basis without service", [](auto& o) { o.basis_rules[0].service = ""; },
       "basis_rules[0].service REQUIRED"},
      {"two bases of a service", [](auto& o) { o.basis_rules[1].service = "residence"; },
       "basis_rules[1].period RULE_OVERLAP"},
      {"hours of every enrolled day",
       [](auto& o) { o.basis_rules[1].basis = PaymentBasis::kEnrolled; },
       "basis_rules[1].basis BASIS_NEEDS_DAYS"},
      {"hours before the enrolled days begin",
       [](auto& o) {
         o.basis_rules[1].basis = PaymentBasis::kEnrolled;
         o.basis_rules[1].period = Days("2026-07-01", "2026-12-31");
         o.tariffs[2].period = Days("2026-01-01", "2026-06-30");
       },
       ""},
      {"a month without divisor", [](auto& o) { o.proration_rules.clear(); },
       "tariffs[1].unit PRORATION_MISSING"},
      {"a month whose divisor ends too early",
       [](auto& o) { o.proration_rules[0].period = Days("2026-01-01", "2026-11-30"); },
       "tariffs[1].unit PRORATION_MISSING"},
      {"a month whose divisor changes",
       [](auto& o) {
         o.proration_rules = {Proration("residence", Divisor::kFixedDays),
                              Proration("residence", Divisor::kWorkingDays)};
         o.proration_rules[0].fixed_days = 30;
         o.proration_rules[0].period = Days("2026-03-01", "2026-12-31");
         o.proration_rules[1].period = Days("2026-01-01", "2026-02-28");
       },
       ""},
      {"two divisors at once", [](auto& o) { o.proration_rules.push_back(o.proration_rules[0]); },
       "proration_rules[1].period RULE_OVERLAP"},
      {"a divisor from the middle of a month",
       [](auto& o) {
         o.proration_rules.push_back(o.proration_rules[0]);
         o.proration_rules[0].period = Days("2026-01-01", "2026-03-14");
         o.proration_rules[1].period = Days("2026-03-15", "2026-12-31");
       },
       "proration_rules[0].period PERIOD_NOT_WHOLE_MONTHS; "
       "proration_rules[1].period PERIOD_NOT_WHOLE_MONTHS"},
      {"fixed days without a number",
       [](auto& o) { o.proration_rules[0].divisor = Divisor::kFixedDays; },
       "proration_rules[0].fixed_days REQUIRED"},
      {"fixed days beyond a month",
       [](auto& o) {
         o.proration_rules[0].divisor = Divisor::kFixedDays;
         o.proration_rules[0].fixed_days = 32;
       },
       "proration_rules[0].fixed_days OUT_OF_RANGE"},
      {"a number of days with calendar days", [](auto& o) { o.proration_rules[0].fixed_days = 30; },
       "proration_rules[0].fixed_days FIELD_OF_OTHER_CHOICE"},
      {"a cap of nothing", [](auto& o) { o.caps[0].max_quantity = Number("0"); },
       "caps[0].max_quantity NOT_POSITIVE"},
      {"two caps of a window", [](auto& o) { o.caps[1].window = CapWindow::kDay; },
       "caps[1].period RULE_OVERLAP"},
      {"two caps of a window for two categories",
       [](auto& o) {
         o.caps[1].window = CapWindow::kDay;
         o.caps[1].category = "blind";
       },
       ""},
      {"a cap code twice", [](auto& o) { o.caps[1].code = "DAY"; }, "caps[1].code DUPLICATE_CODE"},
      {"a cap of a service without tariff", [](auto& o) { o.caps[1].service = "helpers"; },
       "caps[1].service SERVICE_NOT_IN_ORDER"},
  });
}

TEST_CASE("each fault of a rule of money is named at its field") {
  CheckCases({
      {"a guarantee of nothing", [](auto& o) { o.guaranteed_amounts[0].amount = Number("0"); },
       "guaranteed_amounts[0].amount NOT_POSITIVE"},
      {"a share of 70", [](auto& o) { o.guaranteed_amounts[1].share = Number("70"); },
       "guaranteed_amounts[1].share SHARE_OUT_OF_RANGE"},
      {"two guarantees for all", [](auto& o) { o.guaranteed_amounts[1].category = ""; },
       "guaranteed_amounts[1].period RULE_OVERLAP"},
      {"a guarantee until the middle of a month",
       [](auto& o) { o.guaranteed_amounts[1].period.end = Day("2026-06-15"); },
       "guaranteed_amounts[1].period PERIOD_NOT_WHOLE_MONTHS"},
      {"an excess over no limit", [](auto& o) { o.fee_rules[0].income_limit = Decimal(); },
       "fee_rules[0].income_limit NOT_POSITIVE"},
      {"a limit with a share of income",
       [](auto& o) { o.fee_rules[2].income_limit = Number("1000"); },
       "fee_rules[2].income_limit FIELD_OF_OTHER_CHOICE"},
      {"a budget maximum with an excess",
       [](auto& o) { o.fee_rules[0].budget_maximum = Number("1000"); },
       "fee_rules[0].budget_maximum FIELD_OF_OTHER_CHOICE"},
      {"a budget maximum of nothing", [](auto& o) { o.fee_rules[1].budget_maximum = Decimal(); },
       "fee_rules[1].budget_maximum NOT_POSITIVE"},
      {"a fee above all income", [](auto& o) { o.fee_rules[2].share = Number("1.000001"); },
       "fee_rules[2].share SHARE_OUT_OF_RANGE"},
      {"two fees by income for all", [](auto& o) { o.fee_rules[2].service = ""; },
       "fee_rules[2].period RULE_OVERLAP"},
      {"a fee of a service without tariff", [](auto& o) { o.fee_rules[2].service = "stay"; },
       "fee_rules[2].service SERVICE_NOT_IN_ORDER"},
      {"more than the whole pension",
       [](auto& o) { o.pension_rules[0].centre_share = Number("0.700001"); },
       "pension_rules[0].centre_share SHARES_ABOVE_ONE"},
      {"a minimum below zero", [](auto& o) { o.pension_rules[0].person_minimum = Number("-0.01"); },
       "pension_rules[0].person_minimum OUT_OF_RANGE"},
      {"two pension rules of a service",
       [](auto& o) { o.pension_rules.push_back(Pension("residence")); },
       "pension_rules[1].period RULE_OVERLAP"},
      {"more withheld than there is",
       [](auto& o) { o.quality_rules[0].withheld_share = Number("5"); },
       "quality_rules[0].withheld_share SHARE_OUT_OF_RANGE"},
      {"two quality rules of a service",
       [](auto& o) { o.quality_rules.push_back(o.quality_rules[0]); },
       "quality_rules[1].period RULE_OVERLAP"},
      {"budgets that pay less than all",
       [](auto& o) { o.funding_rules[0].parts[1].share = Number("0.499999"); },
       "funding_rules[0].parts SHARES_NOT_ONE"},
      {"weights that are not whole",
       [](auto& o) {
         o.funding_rules[0].parts = {{"A", Number("1")}, {"B", Number("1.5")}, {"C", Number("1")}};
       },
       "funding_rules[0].parts[1].share SHARE_OUT_OF_RANGE; funding_rules[0].parts SHARES_NOT_ONE"},
      {"a weight of nothing",
       [](auto& o) {
         o.funding_rules[0].parts = {{"A", Number("2")}, {"B", Number("0")}};
       },
       "funding_rules[0].parts[0].share SHARE_OUT_OF_RANGE; funding_rules[0].parts SHARES_NOT_ONE"},
      {"no budgets", [](auto& o) { o.funding_rules[0].parts.clear(); },
       "funding_rules[0].parts REQUIRED"},
      {"a budget twice", [](auto& o) { o.funding_rules[0].parts[1].payer = "REGION"; },
       "funding_rules[0].parts[1].payer DUPLICATE_CODE"},
      {"a negative share that adds up",
       [](auto& o) {
         o.funding_rules[0].parts = {{"REGION", Number("1.5")}, {"DISTRICT", Number("-0.5")}};
       },
       "funding_rules[0].parts[0].share SHARE_OUT_OF_RANGE; "
       "funding_rules[0].parts[1].share SHARE_OUT_OF_RANGE"},
      {"two fundings of all", [](auto& o) { o.funding_rules.push_back(o.funding_rules[0]); },
       "funding_rules[1].period RULE_OVERLAP"},
      {"weights above one", [](auto& o) { o.pots[0].indicators[0].weight = Number("0.600001"); },
       "pots[0].indicators SHARES_NOT_ONE"},
      {"an indicator twice", [](auto& o) { o.pots[0].indicators[1].code = "persons"; },
       "pots[0].indicators[1].code DUPLICATE_CODE"},
      {"a pot with parts of a tiyn", [](auto& o) { o.pots[0].amount = Number("0.001"); },
       "pots[0].amount SCALE_TOO_LONG"},
      {"a pot of half a month", [](auto& o) { o.pots[0].period.start = Day("2026-01-16"); },
       "pots[0].period PERIOD_NOT_WHOLE_MONTHS"},
      {"a pot code twice", [](auto& o) { o.pots.push_back(o.pots[0]); },
       "pots[1].code DUPLICATE_CODE"},
      {"a VAT of exempt services", [](auto& o) { o.vat->treatment = VatTreatment::kExempt; },
       "vat.rate FIELD_OF_OTHER_CHOICE"},
      {"a VAT of 16", [](auto& o) { o.vat->rate = Number("16"); }, "vat.rate SHARE_OUT_OF_RANGE"},
      {"a VAT without its article", [](auto& o) { o.vat->source_act = ""; },
       "vat.source_act REQUIRED"},
  });
}

TEST_CASE("rules need whole months, but an order may begin and end within one") {
  StateSocialOrder order = OrderOfEveryRule();
  const Period period = Days("2026-03-10", "2026-11-20");
  order.period = period;
  for (Tariff& tariff : order.tariffs) tariff.period = period;
  order.coefficients.clear();
  order.absence_rules.clear();
  order.basis_rules.clear();
  order.caps.clear();
  order.guaranteed_amounts.clear();
  order.fee_rules.clear();
  order.pension_rules.clear();
  order.quality_rules.clear();
  order.funding_rules.clear();
  order.proration_rules[0].period = period;
  order.pots[0].period = Days("2026-04-01", "2026-11-20");
  CHECK(FaultsOf(order) == "");
  order.pots[0].period = Days("2026-04-01", "2026-11-19");
  CHECK(FaultsOf(order) == "pots[0].period PERIOD_NOT_WHOLE_MONTHS");
}

TEST_CASE("budgets may share by whole weights") {
  StateSocialOrder order = OrderOfEveryRule();
  order.funding_rules[0].parts = {{"A", Number("1")}, {"B", Number("1.0")}, {"C", Number("3")}};
  CHECK(FaultsOf(order) == "");
}

TEST_CASE("a fault names both rules, and what is missing") {
  StateSocialOrder order = OrderOfEveryRule();
  order.caps[1].window = CapWindow::kDay;
  order.proration_rules[0].period = Days("2026-02-01", "2026-12-31");
  order.pots[0].indicators[0].weight = Number("0.5");
  const std::vector<Violation> faults = Validate(order);
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].expected ==
        "a proration rule for 'residence' on each day of the tariff; there is none on 2026-01-01");
  CHECK(faults[1].expected ==
        "no day in common with caps[0], which has the same service, category and window");
  CHECK(faults[2].expected == "indicators whose weights add to 1; these add to 0.9");
}

TEST_CASE("what was not read is neither judged nor compared") {
  StateSocialOrder order = OrderOfEveryRule();
  order.caps[1].window = CapWindow::kDay;
  order.fee_rules[0].income_limit = Decimal();
  order.proration_rules.clear();
  CHECK(FaultsOf(order, {"caps[0].max_quantity", "fee_rules[0].kind", "proration_rules"}) == "");
  order.caps[0].service = "unheard-of";
  CHECK(FaultsOf(order, {"caps[0].max_quantity", "fee_rules[0].kind", "proration_rules"}) ==
        "caps[0].service SERVICE_NOT_IN_ORDER");
  CHECK(FaultsOf(order, {"caps[0].window", "fee_rules[0].kind", "proration_rules",
                         "tariffs[0].service"}) == "");
}

}  // namespace
}  // namespace tirek::order
