// The worked examples of the domain research on who pays, each under its number, with the wrong
// path it warns of shown to be wrong.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "core/money/exact.h"
#include "core/money/round.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::FeeKind;
using order::GuaranteeWindow;
using order::StateSocialOrder;

// One unit on 5 October 2026 for a person of whom `person` says what the rules ask.
Line OneUnit(const StateSocialOrder& order, PersonFacts person = {}) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  facts.placements[0].categories = {{order::Year2026(), "companion"}};
  Attend(facts.placements[0], "2026-10-05", "2026-10-05");
  person.person_id = "person";
  facts.persons = {std::move(person)};
  return LinesOf(facts).at(0);
}

PersonFacts WithIncome(const char* income) {
  PersonFacts person;
  person.income = Number(income);
  return person;
}

PersonFacts WithPension(const char* pension) {
  PersonFacts person;
  person.pension = Number(pension);
  return person;
}

// "96500.00 = 75413.25 + 21086.75": the price, the budget and the person.
std::string Split(const Line& line) {
  return line.price.AmountText() + " = " + line.amount.AmountText() + " + " +
         line.person_amount.AmountText();
}

TEST_CASE("E8: the person pays half of the income above the limit, and not more than the price") {
  struct Case {
    const char* price;
    const char* income;
    const char* split;
  };
  const Case cases[] = {
      {"96500.00", "118450.00", "96500.00 = 75413.25 + 21086.75"},
      {"15000.00", "118450.00", "15000.00 = 0.00 + 15000.00"},
      {"96500.00", "76276.50", "96500.00 = 96500.00 + 0.00"},
      {"96500.00", "76000.00", "96500.00 = 96500.00 + 0.00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.split);
    StateSocialOrder order = order::SampleOrder(c.price);
    order.fee_rules = {order::FeeAbove("76276.50", "0.5")};  // 1.5 × 50 851
    const Line line = OneUnit(order, WithIncome(c.income));
    CHECK(Split(line) == c.split);
    CHECK_FALSE(line.trace.back().exact.starts_with("-"));  // under the limit there is no fee
  }
  // Wrong: half of the whole income.
  CHECK((Exact(Number("118450.00")) * Exact(1, 2)).ToString() == "59225");
}

TEST_CASE("E8: in a residential home the person pays 75 % of the income, rounded once") {
  StateSocialOrder order = order::SampleOrder("243900.00");
  order.fee_rules = {order::Fee(FeeKind::kIncomeShare, "0.75")};
  const Line line = OneUnit(order, WithIncome("118450.37"));
  CHECK(Split(line) == "243900.00 = 155062.22 + 88837.78");
  CHECK(line.trace.back().exact == "88837.7775");
}

TEST_CASE("E9: the budget pays the guaranteed amount at most, the person the rest") {
  struct Case {
    const char* price;
    const char* split;
  };
  const Case cases[] = {
      {"52300.00", "52300.00 = 45000.00 + 7300.00"},
      {"38750.50", "38750.50 = 38750.50 + 0.00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.split);
    StateSocialOrder order = order::SampleOrder(c.price);
    order.guaranteed_amounts = {order::Guaranteed("45000.00", GuaranteeWindow::kUnit)};
    CHECK(Split(OneUnit(order)) == c.split);
  }
}

TEST_CASE("E9: a companion has 70 % of the guaranteed amount, and not of the price") {
  StateSocialOrder order = order::SampleOrder("52300.00");
  order.guaranteed_amounts = {
      order::Guaranteed("45000.00", GuaranteeWindow::kUnit),
      order::Guaranteed("45000.00", GuaranteeWindow::kUnit, "0.70", "companion")};
  CHECK(Split(OneUnit(order)) == "52300.00 = 31500.00 + 20800.00");
  CHECK((Exact(52'300) * Exact(7, 10)).ToString() == "36610");
}

// "58980.01 REGION + 58980.00 DISTRICT".
std::string Funding(const Line& line) {
  std::string text;
  for (const FundedPart& part : line.funding) {
    text += (text.empty() ? "" : " + ") + part.amount.AmountText() + " " + part.payer;
  }
  return text;
}

TEST_CASE("E13: budgets that pay together make no tiyn and lose none") {
  struct Case {
    const char* price;
    order::FundingRule rule;
    const char* funding;
  };
  const order::FundingRule halves = order::FundedBy({{"REGION", "0.5"}, {"DISTRICT", "0.5"}});
  const Case cases[] = {
      {"117960.00", halves, "58980.00 REGION + 58980.00 DISTRICT"},
      {"117960.01", halves, "58980.01 REGION + 58980.00 DISTRICT"},
      {"1000000.00", order::FundedBy({{"A", "1"}, {"B", "1"}, {"C", "1"}}),
       "333333.34 A + 333333.33 B + 333333.33 C"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.funding);
    StateSocialOrder order = order::SampleOrder(c.price);
    order.funding_rules = {c.rule};
    CHECK(Funding(OneUnit(order)) == c.funding);
  }
  // Wrong: each part rounded by itself; the halves of an odd tiyn make one more.
  const Money half = *Round(Exact(11'796'001, 200), kTenge, Rounding::kHalfUp);
  CHECK(half.Plus(half)->AmountText() == "117960.02");
}

TEST_CASE("E14: 70 % of a pension is the centre's where the law is clear, else it is refused") {
  StateSocialOrder order = order::SampleOrder("304763.17");
  order.pension_rules = {order::ThirtySeventy()};
  const Line clear = OneUnit(order, WithPension("240000.00"));
  CHECK(clear.pension_amount.AmountText() == "168000.00");
  CHECK(clear.amount.AmountText() == "136763.17");

  const Line unclear = OneUnit(order, WithPension("128431.00"));
  CHECK(Brief(unclear) == "plc T-DAY ATTENDED PENSION_UNCLEAR 1 304763.17");
  CHECK(unclear.trace.back().inputs ==
        "PENSION_UNCLEAR: the parts of the person and of the centre exceed the pension, and the "
        "law does not say who bears the excess; pension 128431.00: the person keeps 69049, the "
        "centre 89901.7, together 30519.7 above it");

  // From 69 049 / 0.30 = 230 163.33… on, both parts fit.
  CHECK(OneUnit(order, WithPension("230163.33")).reason == DenialReason::kPensionUnclear);
  CHECK(OneUnit(order, WithPension("230163.34")).pension_amount.AmountText() == "161114.34");
}

// 31 250.00 for 24 planned sessions of 1 240 minutes, of which 1 085 minutes were delivered in 21:
// col 3 / col 4 × col 5, and the fee of col 6 by income.
Line CompensationOf(std::optional<int> planned, const char* income) {
  StateSocialOrder order =
      order::MonthlyOrder("31250.00", order::DividedBy(order::Divisor::kPlannedDays));
  order.fee_rules = {order::FeeAbove("10000.00", "0.5")};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  facts.placements[0].planned_days = planned;
  Attend(facts.placements[0], "2026-10-01", "2026-10-21");
  facts.persons = {WithIncome(income)};
  facts.persons[0].person_id = "person";
  return LinesOf(facts).at(0);
}

TEST_CASE("E15: compensation is the delivered part of the planned cost, less the fee") {
  CHECK(Exact(1'085, 1'240) == Exact(21, 24));
  CHECK(Split(CompensationOf(24, "16240.90")) == "27343.75 = 24223.30 + 3120.45");
  // Wrong: the price of a minute rounded first.
  const Money minute = *Round(Exact(31'250) * Exact(1, 1'240), kTenge, Rounding::kHalfUp);
  const Exact wrong = Exact::FromMoney(minute) * Exact(1'085) - Exact(Number("3120.45"));
  CHECK(wrong.ToString() == "24221.55");

  // A plan of nothing, or none, is no divisor; a fee above the cost leaves nothing, and not less.
  CHECK(Brief(CompensationOf(0, "16240.90")) == "plc T-MONTH ATTENDED MONTH_CAP 21 0.00");
  CHECK(Brief(CompensationOf({}, "16240.90")) ==
        "plc T-MONTH ATTENDED PLANNED_DAYS_UNKNOWN 21 0.00");
  CHECK(Split(CompensationOf(24, "99999.99")) == "27343.75 = 0.00 + 27343.75");
}

TEST_CASE("E16: the budget pays a share of the price with a cap") {
  struct Case {
    const char* price;
    const char* maximum;
    const char* split;
  };
  const Case cases[] = {
      {"1400000", "1050000", "1400000.00 = 980000.00 + 420000.00"},
      {"1500000", "1050000", "1500000.00 = 1050000.00 + 450000.00"},
      {"1720000", "1050000", "1720000.00 = 1050000.00 + 670000.00"},
      {"1720000", "1500000", "1720000.00 = 1204000.00 + 516000.00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.split);
    StateSocialOrder order = order::SampleOrder(c.price);
    order.currency = *Currency::FromCode("RUB");
    order.fee_rules = {order::Fee(FeeKind::kPriceShare, "0.70")};
    order.fee_rules[0].budget_maximum = Number(c.maximum);
    CHECK(Split(OneUnit(order)) == c.split);
  }
}

TEST_CASE("E17: a sum in МРП takes the МРП of its day") {
  // A fine of 30 МРП as a rate, and the МРП of each year as a dated coefficient.
  const auto fine_on = [](const char* month, const char* date, const char* units) {
    StateSocialOrder order = order::SampleOrder(units);
    order.tariffs[0].period = Days("2025-01-01", "2026-12-31");
    order.period = order.tariffs[0].period;
    order.coefficients = {order::Factor("MRP-2025", "3932"), order::Factor("MRP-2026", "4325")};
    order.coefficients[0].period = Days("2025-01-01", "2025-12-31");
    MonthFacts facts = FactsOf(month, order);
    facts.placements = {PlacedAt("a", "plc", "person", "2025-01-05")};
    Attend(facts.placements[0], date, date);
    return PayableSum(LinesOf(facts));
  };
  CHECK(fine_on("2026-10", "2026-10-05", "30") == "129750.00");
  CHECK(fine_on("2026-10", "2026-10-05", "40") == "173000.00");
  CHECK(fine_on("2025-12", "2025-12-31", "30") == "117960.00");  // wrong for 2026
}

}  // namespace
}  // namespace tirek::capitation
