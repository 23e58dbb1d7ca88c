// Corrections of corrections add up: laws on random sequences of corrections of a random month.
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/billing/retro/billed_month.h"

namespace tirek::retro {
namespace {

using capitation::Line;
using order::StateSocialOrder;
using Sums = std::map<std::string, std::int64_t>;  // by person

// Three placements of two persons at provider "a"; a person may have two on one day.
std::vector<Line> RandomMonth() {
  StateSocialOrder order = order::SampleOrder(*rc::gen::element("100.33", "120.75", "99.99"));
  order.coefficients = {order::Factor("A", *rc::gen::element("1.05", "1.10"))};
  order.absence_rules = {order::Away(order::AbsenceReason::kHospital, "0.35", 3)};
  capitation::MonthFacts facts = capitation::FactsOf("2026-10", order);
  for (const int number : {1, 2, 3}) {
    const CivilDate end = *CivilDate::FromYmd(2026, 10, *rc::gen::inRange(2, 32));
    capitation::PlacementFacts placement =
        capitation::PlacedAt("a", "plc_" + std::to_string(number),
                             "person_" + std::to_string(number % 2), "2026-09-20", end);
    for (int day = 1; day <= 31; ++day) {
      const int kind = *rc::gen::inRange(0, 4);
      if (kind == 0) continue;
      capitation::AttendanceDay row{*CivilDate::FromYmd(2026, 10, day), {}, order::Number("1")};
      if (kind == 1) row.absence = order::AbsenceReason::kHospital;
      placement.attendance.push_back(row);
    }
    facts.placements.push_back(std::move(placement));
  }
  return capitation::LinesOf(facts);
}

Sums SumsOf(const std::vector<Line>& lines) {
  Sums sums;
  for (const Line& line : lines) sums[line.person_id] += line.amount.minor();
  return sums;
}

Sums SumsOf(const BilledMonth& billed) {
  Sums sums;
  for (const BilledLine& line : billed.lines()) {
    sums[line.line.person_id] += line.line.amount.minor();
  }
  return sums;
}

// Both may leave out a person without money.
void RequireEqual(const Sums& left, const Sums& right) {
  for (const char* person : {"person_0", "person_1"}) {
    const auto of = [person](const Sums& sums) {
      const auto found = sums.find(person);
      return found == sums.end() ? 0 : found->second;
    };
    RC_ASSERT(of(left) == of(right));
  }
}

TEST_CASE("after each correction the new sums are the old ones and the differences") {
  CHECK(rc::check("Σ new = Σ old + Σ differences, by person; back to the start is zero", [] {
    const std::vector<Line> claimed = RandomMonth();
    BilledMonth billed(claimed);
    std::set<std::string> claimed_ids;
    for (const BilledLine& line : billed.lines()) claimed_ids.insert(line.line_id);
    Sums sums = SumsOf(claimed);
    std::map<std::string, std::int64_t> of_placement;
    const int corrections = *rc::gen::inRange(1, 6);
    for (int i = 0; i <= corrections; ++i) {
      const std::vector<Line> known_now = i == corrections ? claimed : RandomMonth();
      for (const Difference& difference : billed.Correct(known_now)) {
        sums[difference.person_id] += difference.difference.minor();
        of_placement[difference.placement_id] += difference.difference.minor();
        RC_ASSERT(!difference.difference.is_zero());
        RC_ASSERT(!difference.what.empty());
        for (const std::string& id : difference.original_ids) RC_ASSERT(claimed_ids.contains(id));
      }
      RequireEqual(sums, SumsOf(known_now));
      RequireEqual(SumsOf(billed), SumsOf(known_now));
      RC_ASSERT(billed.Correct(known_now).empty());
    }
    for (const auto& [placement_id, sum] : of_placement) RC_ASSERT(sum == 0);
  }));
}

}  // namespace
}  // namespace tirek::retro
