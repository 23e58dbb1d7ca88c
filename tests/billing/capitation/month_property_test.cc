// Laws of the reference engine, tried on random months.
#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::StateSocialOrder;

constexpr const char* kUnitRate = "120.75";  // 100 × 1.05 × 1.15: exact in tiyn

StateSocialOrder RandomOrder() {
  StateSocialOrder order = order::SampleOrder("100");
  order.coefficients = {order::Factor("A", "1.05"), order::Factor("B", "1.15"),
                        order::Factor("C", "7", "0")};
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.35", *rc::gen::inRange(0, 4))};
  order.day_count.admission_day_counts = *rc::gen::arbitrary<bool>();
  order.day_count.discharge_day_counts = *rc::gen::arbitrary<bool>();
  return order;
}

// Presence and absence on random dates of October.
std::vector<AttendanceDay> RandomAttendance() {
  std::vector<AttendanceDay> attendance;
  for (int day = 1; day <= 31; ++day) {
    const int kind = *rc::gen::inRange(0, 6);
    if (kind == 0) continue;
    AttendanceDay row{*CivilDate::FromYmd(2026, 10, day), {}, Number("1")};
    if (kind == 1) row.absence = AbsenceReason::kHospital;
    if (kind == 2) row.absence = AbsenceReason::kUnexcused;
    attendance.push_back(row);
  }
  return attendance;
}

// Up to eight placements of three persons at two small places.
MonthFacts RandomMonth(const StateSocialOrder& order) {
  MonthFacts facts = FactsOf("2026-10", order);
  for (PlaceFacts& place : facts.places) place.capacity = *rc::gen::inRange(0, 4);
  facts.places[1].licences = {Days("2026-01-01", "2026-10-12"), Days("2026-10-15", "2026-12-31")};
  facts.contracts[1].period.end = Day("2026-10-28");
  const int placements = *rc::gen::inRange(0, 9);
  for (int i = 0; i < placements; ++i) {
    PlacementFacts placement =
        PlacedAt(*rc::gen::element<std::string>("a", "b"), "plc_" + std::to_string(i),
                 "person_" + std::to_string(*rc::gen::inRange(0, 3)), "2026-09-25");
    placement.period.start = placement.period.start + *rc::gen::inRange(0, 20);
    placement.period.end = placement.period.start + *rc::gen::inRange(0, 60);
    placement.admission_key = *rc::gen::element<std::string>("", "k1", "k2");
    placement.categories = {{Days("2026-10-01", "2026-10-09"), "mild"}};
    placement.attendance = RandomAttendance();
    facts.placements.push_back(std::move(placement));
  }
  return facts;
}

// The same facts in another order.
MonthFacts Shuffled(MonthFacts facts) {
  std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
  std::shuffle(facts.contracts.begin(), facts.contracts.end(), random);
  std::shuffle(facts.places.begin(), facts.places.end(), random);
  std::shuffle(facts.placements.begin(), facts.placements.end(), random);
  for (PlacementFacts& placement : facts.placements) {
    std::shuffle(placement.attendance.begin(), placement.attendance.end(), random);
  }
  return facts;
}

std::vector<std::string> TracesOf(const std::vector<Line>& lines) {
  std::vector<std::string> text;
  for (const Line& line : lines) {
    for (std::string& row : RenderTrace(line)) text.push_back(std::move(row));
  }
  return text;
}

TEST_CASE("each attendance row lands in exactly one line") {
  CHECK(rc::check("rows of facts = dates of lines", [] {
    const StateSocialOrder order = RandomOrder();
    const MonthFacts facts = RandomMonth(order);
    std::multiset<std::pair<std::string, CivilDate>> rows;
    for (const PlacementFacts& placement : facts.placements) {
      for (const AttendanceDay& day : placement.attendance) {
        rows.emplace(placement.placement_id, day.date);
      }
    }
    std::multiset<std::pair<std::string, CivilDate>> dates;
    for (const Line& line : LinesOf(facts)) {
      RC_ASSERT(line.quantity ==
                Decimal::FromInteger(static_cast<std::int64_t>(line.dates.size())));
      RC_ASSERT(line.period.start == line.dates.front());
      RC_ASSERT(line.period.end == line.dates.back() + 1);
      for (const CivilDate date : line.dates) dates.emplace(line.placement_id, date);
    }
    RC_ASSERT(rows == dates);
  }));
}

TEST_CASE("a line of attended days is the sum of its days at the unit rate") {
  CHECK(rc::check("amount = days × unit rate, and never both payable and denied", [] {
    const StateSocialOrder order = RandomOrder();
    const std::int64_t unit = Money::Parse(kUnitRate, kTenge)->minor();
    for (const Line& line : LinesOf(RandomMonth(order))) {
      const bool payable = line.status == LineStatus::kPayable;
      RC_ASSERT((payable ? line.denied_amount : line.amount).is_zero());
      RC_ASSERT(line.reason.has_value() != payable);
      if (line.ground != LineGround::kAttended) continue;
      const Money sum = payable ? line.amount : line.denied_amount;
      RC_ASSERT(sum.minor() == unit * static_cast<std::int64_t>(line.dates.size()));
    }
  }));
}

TEST_CASE("no person-day is paid twice and no place-day beyond its capacity") {
  CHECK(rc::check("payable days are within persons and places", [] {
    const StateSocialOrder order = RandomOrder();
    const MonthFacts facts = RandomMonth(order);
    std::set<std::pair<std::string, CivilDate>> person_days;
    std::map<std::pair<std::string, CivilDate>, int> present;
    for (const Line& line : LinesOf(facts)) {
      if (line.status != LineStatus::kPayable) continue;
      for (const CivilDate date : line.dates) {
        RC_ASSERT(person_days.emplace(line.person_id, date).second);
        if (line.ground == LineGround::kAttended) ++present[{line.provider_id, date}];
      }
    }
    for (const auto& [provider_day, persons] : present) {
      const PlaceFacts& place = facts.places[provider_day.first == "prv_a" ? 0 : 1];
      RC_ASSERT(persons <= *place.capacity);
    }
  }));
}

TEST_CASE("the result does not depend on the order of the facts") {
  CHECK(rc::check("shuffled facts give the same hash and the same traces", [] {
    const StateSocialOrder order = RandomOrder();
    const MonthFacts facts = RandomMonth(order);
    const std::vector<Line> lines = LinesOf(facts);
    const std::vector<Line> shuffled = LinesOf(Shuffled(facts));
    RC_ASSERT(ResultHash(lines) == ResultHash(shuffled));
    RC_ASSERT(TracesOf(lines) == TracesOf(shuffled));
  }));
}

TEST_CASE("the result does not depend on the order of the order's rows") {
  CHECK(rc::check("reversed coefficients give the same hash and the same traces", [] {
    StateSocialOrder order = RandomOrder();
    const MonthFacts facts = RandomMonth(order);
    const std::vector<Line> lines = LinesOf(facts);
    std::reverse(order.coefficients.begin(), order.coefficients.end());
    const std::vector<Line> reversed = LinesOf(facts);
    RC_ASSERT(ResultHash(lines) == ResultHash(reversed));
    RC_ASSERT(TracesOf(lines) == TracesOf(reversed));
  }));
}

}  // namespace
}  // namespace tirek::capitation
