// The fast kernel against the reference engine on random months, and on sums that do not fit.
#include <algorithm>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/capitation/fast/unfold.h"
#include "tests/billing/capitation/fast/random_month.h"
#include "tests/billing/capitation/fast/same_result.h"

namespace tirek::capitation::fast {
namespace {

using order::StateSocialOrder;

TEST_CASE("a random month comes to the reference's lines and traces") {
  CHECK(rc::check("fast = reference", [] {
    const StateSocialOrder first = RandomOrder();
    const StateSocialOrder second = RandomOrder();
    const MonthFacts facts =
        RandomMonth(first, second, *rc::gen::inRange(0, 16), *rc::gen::element(3, 8, 100));
    const auto difference = DifferenceFromReference(facts);
    if (difference) RC_FAIL(*difference);
  }));
}

TEST_CASE("what does not fit the kernel is left to the reference, whose refusal it keeps") {
  struct Case {
    const char* rate;
    Rounding policy;
    order::RoundingPlace place;
    const char* outcome;
  };
  constexpr auto kLine = order::RoundingPlace::kLine;
  constexpr Case kCases[] = {
      {"92233720368547758.07", Rounding::kHalfUp, kLine, "AMOUNT_OVERFLOW"},
      {"92233720368547758.08", Rounding::kHalfUp, order::RoundingPlace::kUnitRate,
       "AMOUNT_OVERFLOW"},
      {"99999999999999999999999999999999.999999", Rounding::kHalfUp, kLine, "AMOUNT_OVERFLOW"},
      {"0.005", Rounding::kExact, kLine, "ROUNDING_REMAINDER"},
      {"0.005", Rounding::kExact, order::RoundingPlace::kUnitRate, "ROUNDING_REMAINDER"},
      {"0.000000000000000001", Rounding::kHalfUp, kLine, ""},  // 18 decimals, and 12 of factors
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rate);
    CAPTURE(c.outcome);
    StateSocialOrder order = order::SampleOrder(c.rate);
    order.coefficients = {order::Factor("A", "1.000001"), order::Factor("B", "1.000001")};
    if (std::string(c.outcome) != "") order.coefficients.clear();
    order.rounding = {c.policy, c.place};
    MonthFacts facts = FactsOf("2026-10", order);
    for (const char* name : {"plc_2", "plc_1"}) {
      facts.placements.push_back(PlacedAt("a", name, name, "2026-10-01"));
      Attend(facts.placements.back(), "2026-10-01", "2026-10-03");
    }
    const auto expected = capitation::ComputeMonth(facts);
    CHECK((expected ? "" : expected.error().reason) == c.outcome);
    CHECK(DifferenceFromReference(facts).value_or("") == "");
  }
}

TEST_CASE("facts that contradict themselves are refused as by the reference") {
  const StateSocialOrder order = order::SampleOrder();
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements.push_back(PlacedAt("a", "plc_1", "", "2026-10-01"));
  facts.placements.push_back(PlacedAt("nowhere", "plc_1", "person", "2026-10-01"));
  Attend(facts.placements[1], "2026-10-30", "2026-11-02", {}, "-1");
  const auto refused = fast::ComputeMonth(facts);
  REQUIRE(!refused);
  CHECK(refused.error().violations.size() > 5);
  CHECK(DifferenceFromReference(facts).value_or("") == "");
}

// The lines of a month that is computed in `count` parts, each in a thread of its own.
std::vector<Line> LinesInParts(const MonthColumns& columns, std::uint32_t count) {
  CompiledMonth compiled;
  compiled.Extend(columns);
  const FastRun run(columns, compiled);
  const auto size = static_cast<std::uint32_t>(columns.size());
  std::vector<FastRun::Part> parts(count);
  std::vector<std::thread> threads;
  for (std::uint32_t i = 0; i < count; ++i) {
    threads.emplace_back(
        [&, i] { run.Compute(size * i / count, size * (i + 1) / count, parts[i]); });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<std::uint32_t> left;
  std::vector<Line> lines;
  for (const FastRun::Part& part : parts) {
    left.insert(left.end(), part.for_reference.begin(), part.for_reference.end());
    for (const FastLine& line : part.lines) lines.push_back(*Unfold(line, columns, compiled));
  }
  const std::vector<Line> referenced = *run.ComputeByReference(left);
  lines.insert(lines.end(), referenced.begin(), referenced.end());
  return lines;
}

TEST_CASE("the result does not depend on parts and threads") {
  CHECK(rc::check("any number of parts gives the reference's hash", [] {
    const StateSocialOrder first = RandomOrder();
    const StateSocialOrder second = RandomOrder();
    const MonthFacts facts = RandomMonth(first, second, *rc::gen::inRange(1, 16), 8);
    const auto expected = capitation::ComputeMonth(facts);
    RC_PRE(expected.has_value());
    std::vector<Line> lines =
        LinesInParts(*ColumnsOf(facts), *rc::gen::inRange<std::uint32_t>(1, 5));
    std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
      return std::tie(a.provider_id, a.contract_id, a.placement_id, a.period.start, a.reason) <
             std::tie(b.provider_id, b.contract_id, b.placement_id, b.period.start, b.reason);
    });
    RC_ASSERT(ResultHash(lines) == ResultHash(*expected));
  }));
}

}  // namespace
}  // namespace tirek::capitation::fast
