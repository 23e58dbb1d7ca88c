// The fast kernel against the reference engine on everything that fits into six days.
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/billing/capitation/fast/same_result.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation::fast {
namespace {

using order::AbsenceReason;
using order::StateSocialOrder;

constexpr int kDays = 6;
const CivilDate kFirst = order::Day("2026-10-12");

// What a date's row can say: nothing, presence, or absence for a reason.
using Mark = std::optional<std::optional<AbsenceReason>>;
constexpr std::array<Mark, 4> kMarks = {Mark(), Mark(std::optional<AbsenceReason>()),
                                        Mark(AbsenceReason::kHospital),
                                        Mark(AbsenceReason::kVacation)};

int Power(std::size_t base, int exponent) {
  int power = 1;
  for (int i = 0; i < exponent; ++i) power *= static_cast<int>(base);
  return power;
}

// The rows of pattern number `pattern`: one digit a day, to the base of `marks` kinds.
std::vector<AttendanceDay> Pattern(int pattern, std::size_t marks) {
  std::vector<AttendanceDay> rows;
  for (int day = 0; day < kDays; ++day) {
    const Mark& mark = kMarks.at(static_cast<std::size_t>(pattern) % marks);
    pattern /= static_cast<int>(marks);
    if (mark) rows.push_back({kFirst + day, *mark, Number("1")});
  }
  return rows;
}

PlacementFacts Placement(std::size_t number, Period period, std::vector<AttendanceDay> rows) {
  PlacementFacts placement = PlacedAt("a", "plc_" + std::to_string(number),
                                      "person_" + std::to_string(number), "2026-10-01");
  placement.period = period;
  placement.attendance = std::move(rows);
  return placement;
}

// Every period within the six days, the empty ones too.
std::vector<Period> Periods() {
  std::vector<Period> periods;
  for (int start = 0; start < kDays; ++start) {
    for (int end = start; end <= kDays; ++end) periods.push_back({kFirst + start, kFirst + end});
  }
  return periods;
}

void CheckSame(const MonthFacts& facts) {
  CAPTURE(facts.placements.size());
  CHECK(DifferenceFromReference(facts).value_or("") == "");
  // So that the kernel is what was compared.
  const Result<MonthColumns> columns = ColumnsOf(facts);
  REQUIRE(columns);
  CompiledMonth compiled;
  compiled.Extend(*columns);
  const Result<FastMonth> month = ComputeColumns(*columns, compiled);
  REQUIRE(month);
  CHECK(month->referenced.empty());
}

StateSocialOrder OrderWithLimits(std::optional<int> hospital, bool admission, bool discharge) {
  StateSocialOrder order = order::SampleOrder("4321.09");
  order.coefficients = {order::Factor("A", "1.115"), order::Factor("B", "1.25", "0.62")};
  order.coefficients[1].period.end = kFirst + 4;
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.35", hospital),
                         order::Away(AbsenceReason::kHospital, "0.70", 3)};
  order.absence_rules[0].period.end = kFirst + 3;
  order.absence_rules[1].period.start = kFirst + 3;
  order.day_count = {admission, discharge};
  return order;
}

TEST_CASE("every period and attendance of six days comes to the reference's lines") {
  const std::vector<Period> periods = Periods();
  struct Case {
    std::optional<int> limit;
    bool admission_day_counts;
    bool discharge_day_counts;
  };
  for (const Case& c : {Case{{}, true, false}, Case{0, false, true}, Case{2, false, false}}) {
    CAPTURE(c.limit.value_or(-1));
    const StateSocialOrder order =
        OrderWithLimits(c.limit, c.admission_day_counts, c.discharge_day_counts);
    MonthFacts facts = FactsOf("2026-10", order);
    facts.contracts[0].period.start = kFirst + 1;
    facts.places[0].licences = {{kFirst, kFirst + 2}, {kFirst + 3, kFirst + 5}};
    for (const Period period : periods) {
      for (int pattern = 0; pattern < Power(3, kDays); ++pattern) {
        facts.placements.push_back(Placement(facts.placements.size(), period, Pattern(pattern, 3)));
      }
    }
    CheckSame(facts);
  }
}

StateSocialOrder OrderWithChange(const char* rate, int change, Rounding policy,
                                 order::RoundingPlace place) {
  StateSocialOrder order = order::SampleOrder();
  const CivilDate day = kFirst + change;
  order.tariffs = {order::DayTariff("T-OLD", rate, {order::Year2026().start, day}),
                   order::DayTariff("T-NEW", "9070.00", {day, order::Year2026().end})};
  order.coefficients = {order::Factor("A", "1.3")};
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.5", 2),
                         order::Away(AbsenceReason::kVacation, "0")};
  order.rounding = {policy, place};
  return order;
}

TEST_CASE("every rate, rounding and day of a tariff's change comes to the reference's lines") {
  constexpr Rounding kPolicies[] = {Rounding::kHalfEven, Rounding::kHalfUp, Rounding::kHalfDown,
                                    Rounding::kDown,     Rounding::kUp,     Rounding::kCeiling,
                                    Rounding::kFloor,    Rounding::kExact};
  for (const char* rate : {"0.01", "0.05", "3.10", "187430.00", "1.000001"}) {
    for (const Rounding policy : kPolicies) {
      for (const auto place : {order::RoundingPlace::kLine, order::RoundingPlace::kUnitRate}) {
        for (int change = 0; change <= kDays; ++change) {
          CAPTURE(rate);
          CAPTURE(RoundingName(policy));
          CAPTURE(RoundingPlaceName(place));
          CAPTURE(change);
          const StateSocialOrder order = OrderWithChange(rate, change, policy, place);
          MonthFacts facts = FactsOf("2026-10", order);
          // 155 is prime to 4^6, so the steps meet patterns of every kind.
          for (int pattern = change; pattern < Power(4, kDays); pattern += 155) {
            facts.placements.push_back(
                Placement(facts.placements.size(), {kFirst, kFirst + kDays}, Pattern(pattern, 4)));
          }
          // An exact order refuses remainders, the same one and by the same name.
          if (policy == Rounding::kExact) {
            CHECK(DifferenceFromReference(facts).value_or("") == "");
          } else {
            CheckSame(facts);
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace tirek::capitation::fast
