// Tariffs and coefficients by capacity, age and severity.
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::StateSocialOrder;
using order::StepMeasure;
using Briefed = std::vector<std::string>;

// The general unit of the Chelyabinsk table as far as its bands hold (domain 2.4): not monotone.
order::StepTable Capacities() {
  return order::Steps(StepMeasure::kCapacity, {{0, 104, Number("23770")},
                                               {105, 201, Number("23930")},
                                               {202, 399, Number("19440")},
                                               {800, {}, Number("18040")}});
}

StateSocialOrder OrderWith(const order::StepTable& steps) {
  StateSocialOrder order = order::SampleOrder("0");
  order.tariffs[0].steps = steps;
  return order;
}

// A day of one person on 15 October 2026; the scene may change what the tables ask.
std::string BriefOf(const StateSocialOrder& order, const std::function<void(MonthFacts&)>& set) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], "2026-10-15", "2026-10-15");
  facts.persons.resize(1);
  facts.persons[0].person_id = "person";
  set(facts);
  return Brief(LinesOf(facts).at(0));
}

TEST_CASE("a tariff by capacity is that of the place's band, both ends in it") {
  struct Case {
    std::optional<int> capacity;
    const char* brief;
  };
  const Case cases[] = {
      {1, "plc T-DAY ATTENDED PAYABLE 1 23770.00"},
      {104, "plc T-DAY ATTENDED PAYABLE 1 23770.00"},
      {105, "plc T-DAY ATTENDED PAYABLE 1 23930.00"},
      {399, "plc T-DAY ATTENDED PAYABLE 1 19440.00"},
      {400, "plc T-DAY ATTENDED STEP_NOT_FOUND 1 0.00"},
      {799, "plc T-DAY ATTENDED STEP_NOT_FOUND 1 0.00"},
      {800, "plc T-DAY ATTENDED PAYABLE 1 18040.00"},
      {100'000, "plc T-DAY ATTENDED PAYABLE 1 18040.00"},
      {{}, "plc T-DAY ATTENDED CAPACITY_UNKNOWN 1 0.00"},
  };
  const StateSocialOrder order = OrderWith(Capacities());
  for (const Case& c : cases) {
    CAPTURE(c.brief);
    CHECK(BriefOf(order, [&c](auto& f) { f.places[0].capacity = c.capacity; }) == c.brief);
  }
}

TEST_CASE("an age is full years on the day that the order names") {
  struct Case {
    const char* birth_date;
    order::AgeDate age_date;
    const char* brief;
  };
  const auto day = order::AgeDate::kServiceDay;
  const auto month = order::AgeDate::kMonthStart;
  const Case cases[] = {
      {"2008-10-15", day, "plc T-DAY ATTENDED PAYABLE 1 200.00"},    // 18 on the day itself
      {"2008-10-16", day, "plc T-DAY ATTENDED PAYABLE 1 100.00"},    // 17 for one day more
      {"2008-10-15", month, "plc T-DAY ATTENDED PAYABLE 1 100.00"},  // 17 on the 1st
      {"2008-10-01", month, "plc T-DAY ATTENDED PAYABLE 1 200.00"},
      {"2026-10-10", day, "plc T-DAY ATTENDED PAYABLE 1 100.00"},  // born in the month: 0 years
      {"2026-10-10", month, "plc T-DAY ATTENDED PAYABLE 1 100.00"},
      {"1960-01-01", day, "plc T-DAY ATTENDED STEP_NOT_FOUND 1 0.00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.birth_date);
    CAPTURE(c.brief);
    StateSocialOrder order = OrderWith(
        order::Steps(StepMeasure::kAge, {{0, 17, Number("100")}, {18, 64, Number("200")}}));
    order.age_date = c.age_date;
    CHECK(BriefOf(order, [&c](auto& f) { f.persons[0].birth_date = Day(c.birth_date); }) ==
          c.brief);
  }
}

TEST_CASE("a grade of need is that of the day of service") {
  const StateSocialOrder order = OrderWith(
      order::Steps(StepMeasure::kSeverity, {{1, 2, Number("100")}, {3, 3, Number("150")}}));
  const auto graded = [&order](const char* last, int grade) {
    return BriefOf(order, [&](auto& f) {
      f.persons[0].severities = {{Days("2026-01-01", "2026-10-01"), 1},
                                 {Days("2026-10-02", last), grade}};
    });
  };
  CHECK(graded("2026-10-31", 3) == "plc T-DAY ATTENDED PAYABLE 1 150.00");
  CHECK(graded("2026-10-31", 4) == "plc T-DAY ATTENDED STEP_NOT_FOUND 1 0.00");
  CHECK(graded("2026-10-14", 3) == "plc T-DAY ATTENDED SEVERITY_UNKNOWN 1 0.00");
}

TEST_CASE("of a person of whom nothing is known, age and grade are unknown") {
  const auto nobody = [](auto& f) { f.persons.clear(); };
  CHECK(BriefOf(OrderWith(order::Steps(StepMeasure::kAge, {{0, {}, Number("1")}})), nobody) ==
        "plc T-DAY ATTENDED BIRTH_DATE_UNKNOWN 1 0.00");
  CHECK(BriefOf(OrderWith(order::Steps(StepMeasure::kSeverity, {{0, {}, Number("1")}})), nobody) ==
        "plc T-DAY ATTENDED SEVERITY_UNKNOWN 1 0.00");
}

TEST_CASE("a coefficient with steps acts on its share with the value of its band") {
  StateSocialOrder order = order::SampleOrder("1000");
  order.coefficients = {order::Factor("SEVERE", "0", "0.5"), order::Factor("REGION", "1.1")};
  order.coefficients[0].steps =
      order::Steps(StepMeasure::kSeverity, {{1, 1, Number("1")}, {2, 3, Number("1.3")}});
  const auto graded = [&order](int grade) {
    return BriefOf(order, [grade](auto& f) {
      f.persons[0].severities = {{order::Year2026(), grade}};
    });
  };
  CHECK(graded(1) == "plc T-DAY ATTENDED PAYABLE 1 1100.00");
  CHECK(graded(2) == "plc T-DAY ATTENDED PAYABLE 1 1265.00");  // × (1 + 0.5 × 0.3)
  CHECK(graded(9) == "plc T-DAY ATTENDED STEP_NOT_FOUND 1 0.00");
}

TEST_CASE("a line splits where the band changes, and not where only the measure does") {
  const StateSocialOrder order =
      OrderWith(order::Steps(StepMeasure::kAge, {{0, 17, Number("100")}, {18, {}, Number("200")}}));
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc_1", "child", "2026-01-05"),
                      PlacedAt("a", "plc_2", "adult", "2026-01-05")};
  for (PlacementFacts& placement : facts.placements) {
    Attend(placement, "2026-10-10", "2026-10-14");
  }
  facts.persons.resize(2);
  facts.persons[0].person_id = "child";
  facts.persons[0].birth_date = Day("2008-10-12");
  facts.persons[1].person_id = "adult";
  facts.persons[1].birth_date = Day("1990-10-12");
  const std::vector<Line> lines = LinesOf(facts);
  CHECK(Briefs(lines) == Briefed{"plc_1 T-DAY ATTENDED PAYABLE 2 200.00",
                                 "plc_1 T-DAY ATTENDED PAYABLE 3 600.00",
                                 "plc_2 T-DAY ATTENDED PAYABLE 5 1000.00"});
  CHECK(lines[2].trace[0].inputs == "T-DAY: AGE 35 to 36 in 18 and more");
}

TEST_CASE("a denial by a table says which table asked what") {
  const StateSocialOrder order = OrderWith(Capacities());
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], "2026-10-15", "2026-10-15");
  facts.places[0].capacity = 750;
  CHECK(LinesOf(facts).at(0).trace.back().inputs ==
        "STEP_NOT_FOUND: no band of the order's table holds the measure; CAPACITY 750 asked by "
        "T-DAY");
}

TEST_CASE("a row that no band pays stands in nobody's way") {
  const StateSocialOrder order =
      OrderWith(order::Steps(StepMeasure::kSeverity, {{1, 1, Number("100")}}));
  MonthFacts facts = FactsOf("2026-10", order);
  facts.places[0].capacity = 1;
  facts.placements = {PlacedAt("a", "plc_1", "ungraded", "2026-01-05"),
                      PlacedAt("a", "plc_2", "graded", "2026-02-05")};
  for (PlacementFacts& placement : facts.placements) {
    Attend(placement, "2026-10-10", "2026-10-10");
  }
  facts.persons = {{"graded", {}, {{order::Year2026(), 1}}, {}, {}, {}}};
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc_1 T-DAY ATTENDED SEVERITY_UNKNOWN 1 0.00",
                                          "plc_2 T-DAY ATTENDED PAYABLE 1 100.00"});
}

}  // namespace
}  // namespace tirek::capitation
