// Who pays a price: guaranteed amounts, fees, pensions, quality and budgets over a person's month.
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "core/money/exact.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::FeeKind;
using order::GuaranteeWindow;
using order::StateSocialOrder;
using Texts = std::vector<std::string>;

// "plc_a 1000 = 600 + 400 + 0 + 0": price = budget + person + pension + withheld, without decimals
// where there are none.
Texts Splits(const std::vector<Line>& lines) {
  const auto text = [](Money money) { return Exact::FromMoney(money).ToString(); };
  Texts splits;
  for (const Line& line : lines) {
    splits.push_back(line.placement_id + " " + text(line.price) + " = " + text(line.amount) +
                     " + " + text(line.person_amount) + " + " + text(line.pension_amount) + " + " +
                     text(line.withheld_amount));
  }
  return splits;
}

// A person at provider b for ten days from the 1st and then at a for ten, at 100 a day; with an
// income of 3000 and a pension of 250000.
struct Scene {
  StateSocialOrder order = order::SampleOrder("100.00");
  MonthFacts facts = FactsOf("2026-10", order);

  Scene() {
    facts.placements = {PlacedAt("b", "plc_b", "person", "2026-01-05", Day("2026-10-11")),
                        PlacedAt("a", "plc_a", "person", "2026-10-11")};
    Attend(facts.placements[0], "2026-10-01", "2026-10-10");
    Attend(facts.placements[1], "2026-10-11", "2026-10-20");
    facts.persons = {{"person", {}, {}, Number("3000"), Number("250000"), {}}};
  }
  Scene(const Scene&) = delete;  // the facts point to the order
};

TEST_CASE("sums of a month fall on a person's earliest lines first, whichever provider has them") {
  Scene scene;
  const auto splits = [&scene] { return Splits(LinesOf(scene.facts)); };
  CHECK(splits() == Texts{"plc_a 1000 = 1000 + 0 + 0 + 0", "plc_b 1000 = 1000 + 0 + 0 + 0"});

  scene.order.fee_rules = {order::FeeAbove("500", "0.5")};  // 1250 a month
  CHECK(splits() == Texts{"plc_a 1000 = 750 + 250 + 0 + 0", "plc_b 1000 = 0 + 1000 + 0 + 0"});

  scene.order.fee_rules = {order::Fee(FeeKind::kIncomeShare, "0.75")};  // 2250: more than is due
  CHECK(splits() == Texts{"plc_a 1000 = 0 + 1000 + 0 + 0", "plc_b 1000 = 0 + 1000 + 0 + 0"});

  scene.order.fee_rules.clear();
  scene.order.guaranteed_amounts = {order::Guaranteed("1600", GuaranteeWindow::kMonth)};
  CHECK(splits() == Texts{"plc_a 1000 = 600 + 400 + 0 + 0", "plc_b 1000 = 1000 + 0 + 0 + 0"});

  scene.order.guaranteed_amounts.clear();
  scene.order.pension_rules = {order::ThirtySeventy()};  // 175000 a month
  CHECK(splits() == Texts{"plc_a 1000 = 0 + 0 + 1000 + 0", "plc_b 1000 = 0 + 0 + 1000 + 0"});
}

TEST_CASE("sums of a month are of one person") {
  Scene scene;
  scene.order.fee_rules = {order::FeeAbove("500", "0.5")};
  scene.facts.placements[1].person_id = "other";
  scene.facts.persons.push_back({"other", {}, {}, Number("700"), {}, {}});
  CHECK(Splits(LinesOf(scene.facts)) ==
        Texts{"plc_a 1000 = 900 + 100 + 0 + 0", "plc_b 1000 = 0 + 1000 + 0 + 0"});
}

TEST_CASE("a fee for all services is one, a service with a fee of its own has its own") {
  Scene scene;
  scene.order.tariffs.push_back(scene.order.tariffs[0]);
  scene.order.tariffs[1].code = "T-OTHER";
  scene.order.tariffs[1].service = "home-care";
  scene.facts.places[0].service = "home-care";  // of plc_a
  order::FeeRule all = order::FeeAbove("500", "0.5");
  all.service.clear();
  scene.order.fee_rules = {all};
  const auto splits = [&scene] { return Splits(LinesOf(scene.facts)); };
  CHECK(splits() == Texts{"plc_a 1000 = 750 + 250 + 0 + 0", "plc_b 1000 = 0 + 1000 + 0 + 0"});
  scene.order.fee_rules.push_back(order::FeeAbove("2800", "0.5"));  // day-care: 100
  CHECK(splits() == Texts{"plc_a 1000 = 0 + 1000 + 0 + 0", "plc_b 1000 = 900 + 100 + 0 + 0"});
}

TEST_CASE("where one fee follows another in the month, what was paid first counts") {
  Scene scene;
  order::FeeRule old_fee = order::FeeAbove("2000", "0.5");  // 500
  order::FeeRule new_fee = order::FeeAbove("1400", "0.5");  // 800
  old_fee.period = Days("2026-01-01", "2026-10-15");
  new_fee.period = Days("2026-10-16", "2026-12-31");
  scene.order.fee_rules = {old_fee, new_fee};
  CHECK(Splits(LinesOf(scene.facts)) == Texts{"plc_a 500 = 500 + 0 + 0 + 0",
                                              "plc_a 500 = 200 + 300 + 0 + 0",
                                              "plc_b 1000 = 500 + 500 + 0 + 0"});
}

TEST_CASE(
    "the steps follow each other: guarantee, price share, income, pension, quality, budgets") {
  Scene scene;
  StateSocialOrder& order = scene.order;
  scene.facts.placements.pop_back();
  order.guaranteed_amounts = {order::Guaranteed("90", GuaranteeWindow::kUnit)};  // 900 of 1000
  order.fee_rules = {order::FeeAbove("2800", "0.5"),                             // 100
                     order::Fee(FeeKind::kPriceShare, "0.8")};                   // 800 of 1000
  order.pension_rules = {order::ThirtySeventy()};
  order.pension_rules[0].centre_share = Number("0.001");  // 250
  order.quality_rules = {order::Withheld("0.1")};         // 45 of 450
  order.funding_rules = {order::FundedBy({{"REGION", "0.7"}, {"DISTRICT", "0.3"}})};
  scene.facts.contracts[1].quality_factor = Number("0.6");  // releases 27
  const std::vector<Line> lines = LinesOf(scene.facts);
  CHECK(Splits(lines) == Texts{"plc_b 1000 = 432 + 300 + 250 + 18"});
  REQUIRE(lines[0].funding.size() == 2);
  CHECK(lines[0].funding[0] == FundedPart{"REGION", Money::FromMinor(30'240, kTenge)});
  CHECK(lines[0].funding[1] == FundedPart{"DISTRICT", Money::FromMinor(12'960, kTenge)});
  Texts rules;
  for (const TraceStep& step : lines[0].trace) rules.push_back(step.rule);
  CHECK(rules == Texts{"CAP-TARIFF", "CAP-ROUND", "CAP-DAYS", "CAP-AMOUNT", "CAP-ROUND",
                       "CAP-GUARANTEE", "CAP-FEE", "CAP-FEE", "CAP-PENSION", "CAP-QUALITY",
                       "CAP-FUNDING"});
}

TEST_CASE("a guaranteed amount of a unit is that of each unit, of a month that of its part") {
  struct Case {
    const char* name;
    order::ServiceUnit unit;
    const char* split;
  };
  const Case cases[] = {
      {"ten days", order::ServiceUnit::kDay, "plc_b 1000 = 900 + 100 + 0 + 0"},
      {"ten of 31 days of a month at 100", order::ServiceUnit::kPersonMonth,
       "plc_b 32.26 = 29.03 + 3.23 + 0 + 0"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Scene scene;
    scene.facts.placements.pop_back();
    scene.order.tariffs[0].unit = c.unit;
    scene.order.proration_rules = {order::DividedBy(order::Divisor::kCalendarDays)};
    scene.order.guaranteed_amounts = {order::Guaranteed("90", GuaranteeWindow::kUnit)};
    CHECK(Splits(LinesOf(scene.facts)) == Texts{c.split});
  }
}

TEST_CASE(
    "a line whose payers ask for what is not known is denied, and pays nothing of the month") {
  struct Case {
    const char* reason;
    std::function<void(Scene&)> set;
  };
  const Case cases[] = {
      {"INCOME_UNKNOWN",
       [](Scene& s) {
         s.order.fee_rules = {order::FeeAbove("500", "0.5")};
         s.facts.persons[0].income.reset();
       }},
      {"INCOME_UNKNOWN",
       [](Scene& s) {
         s.order.fee_rules = {order::Fee(FeeKind::kIncomeShare, "0.5")};
         s.facts.persons.clear();
       }},
      {"PENSION_UNKNOWN",
       [](Scene& s) {
         s.order.pension_rules = {order::ThirtySeventy()};
         s.facts.persons[0].pension.reset();
       }},
      {"PENSION_UNCLEAR",
       [](Scene& s) {
         s.order.pension_rules = {order::ThirtySeventy()};
         s.facts.persons[0].pension = Number("230163.33");
       }},
  };
  for (const Case& c : cases) {
    CAPTURE(c.reason);
    Scene scene;
    c.set(scene);
    scene.order.funding_rules = {order::FundedBy({{"REGION", "1"}})};
    const std::vector<Line> lines = LinesOf(scene.facts);
    CHECK(Brief(lines.at(0)) == "plc_a T-DAY ATTENDED " + std::string(c.reason) + " 10 1000.00");
    CHECK(Splits(lines) == Texts{"plc_a 0 = 0 + 0 + 0 + 0", "plc_b 0 = 0 + 0 + 0 + 0"});
    CHECK(lines[0].funding.empty());
    CHECK(lines[0].trace.back().rule == "CAP-DENY");
    CHECK(lines[0].trace.back().source_act != scene.order.source_act);
  }
}

TEST_CASE("a price share asks for no income, and a fee of another service for nothing") {
  Scene scene;
  scene.facts.persons.clear();
  scene.order.fee_rules = {order::Fee(FeeKind::kPriceShare, "0.8"), order::FeeAbove("500", "0.5")};
  scene.order.fee_rules[1].service = "home-care";
  CHECK(Splits(LinesOf(scene.facts)) ==
        Texts{"plc_a 1000 = 800 + 200 + 0 + 0", "plc_b 1000 = 800 + 200 + 0 + 0"});
}

TEST_CASE("what is withheld for quality is released by the factor of the contract") {
  struct Case {
    std::optional<const char*> factor;
    const char* split;
  };
  for (const Case& c : {Case{{}, "plc_b 1000 = 950.05 + 0 + 0 + 49.95"},
                        Case{"0", "plc_b 1000 = 950.05 + 0 + 0 + 49.95"},
                        Case{"0.5", "plc_b 1000 = 975.03 + 0 + 0 + 24.97"},  // of 49.95: 24.98
                        Case{"1", "plc_b 1000 = 1000 + 0 + 0 + 0"}}) {
    CAPTURE(c.split);
    Scene scene;
    scene.facts.placements.pop_back();
    scene.order.quality_rules = {order::Withheld("0.04995")};
    if (c.factor) scene.facts.contracts[1].quality_factor = Number(*c.factor);
    CHECK(Splits(LinesOf(scene.facts)) == Texts{c.split});
  }
}

TEST_CASE("denied lines are shared by nobody") {
  Scene scene;
  scene.order.fee_rules = {order::FeeAbove("500", "0.5")};
  scene.order.funding_rules = {order::FundedBy({{"REGION", "1"}})};
  scene.facts.places[1].licences.clear();  // of plc_b, which comes first
  const std::vector<Line> lines = LinesOf(scene.facts);
  CHECK(Splits(lines) == Texts{"plc_a 1000 = 0 + 1000 + 0 + 0", "plc_b 0 = 0 + 0 + 0 + 0"});
  CHECK(lines[1].funding.empty());
}

TEST_CASE("a share that is no money is refused with its placement") {
  Scene scene;
  scene.order.rounding.policy = Rounding::kExact;
  scene.order.quality_rules = {order::Withheld("0.000001")};
  const auto lines = ComputeMonth(scene.facts);
  REQUIRE_FALSE(lines.has_value());
  CHECK(lines.error().reason == "ROUNDING_REMAINDER");
  CHECK(lines.error().metadata.at("placement_id") == "plc_b");
}

}  // namespace
}  // namespace tirek::capitation
