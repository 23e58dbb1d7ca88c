// Columns hold what the facts say; which placements bear on each other.
#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/capitation/fast/coupling.h"
#include "tests/billing/capitation/fast/random_month.h"

namespace tirek::capitation::fast {
namespace {

using order::StateSocialOrder;

void RequireSame(PlacementFacts expected, const PlacementFacts& found) {
  std::sort(expected.attendance.begin(), expected.attendance.end(),
            [](const AttendanceDay& a, const AttendanceDay& b) { return a.date < b.date; });
  RC_ASSERT(found.placement_id == expected.placement_id);
  RC_ASSERT(found.person_id == expected.person_id);
  RC_ASSERT(found.contract_id == expected.contract_id);
  RC_ASSERT(found.place_id == expected.place_id);
  RC_ASSERT(found.period == expected.period);
  RC_ASSERT(found.admission_key == expected.admission_key);
  RC_ASSERT(found.limit_key == expected.limit_key);
  RC_ASSERT(found.planned_days == expected.planned_days);
  RC_ASSERT(found.absences_before.size() == expected.absences_before.size());
  RC_ASSERT(found.categories.size() == expected.categories.size());
  for (std::size_t i = 0; i < found.categories.size(); ++i) {
    RC_ASSERT(found.categories[i].period == expected.categories[i].period);
    RC_ASSERT(found.categories[i].category == expected.categories[i].category);
  }
  RC_ASSERT(found.attendance.size() == expected.attendance.size());
  for (std::size_t i = 0; i < found.attendance.size(); ++i) {
    RC_ASSERT(found.attendance[i].date == expected.attendance[i].date);
    RC_ASSERT(found.attendance[i].absence == expected.attendance[i].absence);
    RC_ASSERT(found.attendance[i].quantity.ToString() ==
              expected.attendance[i].quantity.ToString());
  }
}

TEST_CASE("a placement comes out of the columns as it went in") {
  CHECK(rc::check("FactsOf(ColumnsOf(facts)) = facts", [] {
    const StateSocialOrder order = RandomOrder();
    const MonthFacts facts = RandomMonth(order, order, *rc::gen::inRange(0, 8), 5);
    const Result<MonthColumns> columns = ColumnsOf(facts);
    RC_ASSERT(columns.has_value());
    RC_ASSERT(columns->size() == facts.placements.size());
    for (std::size_t i = 0; i < columns->size(); ++i) {
      RequireSame(facts.placements[i], columns->FactsOf(i));
    }
  }));
}

TEST_CASE("days are counted and found as their bits") {
  CHECK(rc::check("CountDays, FirstDay, LastDay, FirstDays of any mask", [] {
    const auto days = *rc::gen::arbitrary<DayMask>() & *rc::gen::arbitrary<DayMask>();
    int count = 0;
    int first = -1;
    int last = -1;
    for (int day = 0; day < 32; ++day) {
      if ((days & Bit(day)) == 0) continue;
      if (count == 0) first = day;
      last = day;
      ++count;
    }
    RC_ASSERT(CountDays(days) == count);
    RC_PRE(days != 0);
    RC_ASSERT(FirstDay(days) == first);
    RC_ASSERT(LastDay(days) == last);
    const int some = *rc::gen::inRange(0, 33);
    RC_ASSERT(CountDays(FirstDays(days, some)) == std::min(some, count));
    RC_ASSERT((FirstDays(days, some) & ~days) == 0);
  }));
  CHECK(CountDays(~DayMask{0}) == 32);
}

TEST_CASE("placements forgotten leave their settings behind") {
  const StateSocialOrder order = order::SampleOrder();
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc_1", "person_1", "2026-10-01")};
  Attend(facts.placements[0], "2026-10-01", "2026-10-03", {}, "0.5");
  MonthColumns columns = *ColumnsOf(facts);
  columns.ClearPlacements();
  CHECK(columns.size() == 0);
  CHECK(columns.settings().size() == 1);
  columns.AddPlacement(
      {"plc_2", "person_2", "", 0, facts.placements[0].period, {.present = 6}, {}});
  CHECK(columns.FactsOf(0).placement_id == "plc_2");
  CHECK(columns.FactsOf(0).attendance.size() == 2);
}

std::vector<bool> Coupled(const MonthFacts& facts) {
  const MonthColumns columns = *ColumnsOf(facts);
  CompiledMonth compiled;
  compiled.Extend(columns);
  return CoupledPlacements(columns, compiled);
}

TEST_CASE("placements are coupled by a person's date and by a place with too little room") {
  struct Case {
    const char* name;
    const char* second_person;
    const char* second_place;
    const char* second_day;
    int capacity;
    std::vector<bool> coupled;
  };
  const Case cases[] = {
      {"two persons at two places", "person_2", "b", "2026-10-02", 1, {false, false}},
      {"one person on one date", "person_1", "b", "2026-10-02", 1, {true, true}},
      {"one person on two dates", "person_1", "b", "2026-10-03", 1, {false, false}},
      {"a place with room for both", "person_2", "a", "2026-10-02", 2, {false, false}},
      {"a place with room for one", "person_2", "a", "2026-10-02", 1, {true, true}},
      {"a place with room for one, by turns", "person_2", "a", "2026-10-03", 1, {false, false}},
      {"a place without room", "person_2", "b", "2026-10-02", 0, {true, true}},
  };
  const StateSocialOrder order = order::SampleOrder();
  for (const Case& c : cases) {
    CAPTURE(c.name);
    MonthFacts facts = FactsOf("2026-10", order);
    for (PlaceFacts& place : facts.places) place.capacity = c.capacity;
    facts.placements = {PlacedAt("a", "plc_1", "person_1", "2026-10-01"),
                        PlacedAt(c.second_place, "plc_2", c.second_person, "2026-10-01")};
    Attend(facts.placements[0], "2026-10-02", "2026-10-02");
    Attend(facts.placements[1], c.second_day, c.second_day);
    CHECK(Coupled(facts) == c.coupled);
  }
}

TEST_CASE("a person's visits on one date couple nothing") {
  StateSocialOrder order = order::SampleOrder();
  order.tariffs[0].unit = order::ServiceUnit::kVisit;
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc_1", "person_1", "2026-10-01"),
                      PlacedAt("b", "plc_2", "person_1", "2026-10-01")};
  for (PlacementFacts& placement : facts.placements) Attend(placement, "2026-10-02", "2026-10-02");
  CHECK(Coupled(facts) == std::vector<bool>{false, false});
}

}  // namespace
}  // namespace tirek::capitation::fast
