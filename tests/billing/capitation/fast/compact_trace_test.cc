// Traces in a few bytes: what they hold, and that a line is unfolded from its own facts only.
#include "billing/capitation/fast/compact_trace.h"

#include <cstddef>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/fast/unfold.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation::fast {
namespace {

using order::AbsenceReason;
using order::StateSocialOrder;

StateSocialOrder LargeOrder() {
  StateSocialOrder order = order::SampleOrder();
  order.tariffs.assign(300, order.tariffs[0]);
  for (int i = 0; i < 200; ++i) {
    order.coefficients.push_back(order::Factor("K-" + std::to_string(i), "1.05"));
  }
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.35")};
  order.basis_rules = {{"day-care", order::PaymentBasis::kAttended, order::Year2026(), "act"}};
  return order;
}

TEST_CASE("positions in an order of any size come back from their bytes") {
  const StateSocialOrder order = LargeOrder();
  const CompactTrace traces[] = {
      {},
      {&order.tariffs[0], nullptr, nullptr, {}},
      {&order.tariffs[126], &order.absence_rules[0], nullptr, {&order.coefficients[0]}},
      {&order.tariffs[127], nullptr, &order.basis_rules[0], {&order.coefficients[199]}},
      {&order.tariffs[299],
       &order.absence_rules[0],
       &order.basis_rules[0],
       {&order.coefficients[127], &order.coefficients[3]}},
  };
  for (const CompactTrace& trace : traces) {
    const std::string bytes = Encode(trace, order);
    CAPTURE(bytes.size());
    CHECK(bytes.size() <= 8);
    const auto decoded = Decode(bytes, order);
    REQUIRE(decoded);
    CHECK(*decoded == trace);
  }
}

TEST_CASE("bytes that were not written of this order are refused") {
  const StateSocialOrder order = LargeOrder();
  const std::string cases[] = {
      "",
      std::string(1, '\0'),                // no rules
      std::string(2, '\0'),                // no basis
      std::string("\x01\x02\x00", 3),      // a second absence rule of one
      std::string("\xad\x02\x00\x00", 4),  // tariff 301 of 300
      std::string("\x01\x00\x00\x00", 4),  // a coefficient that is none
      std::string("\x01\x00\x00\x80", 4),  // a number that does not end
      std::string(20, '\xff'),             // one that is too long
  };
  for (const std::string& bytes : cases) {
    CAPTURE(bytes.size());
    CHECK(!Decode(bytes, order));
  }
}

struct Stored {
  StateSocialOrder order = order::SampleOrder();
  MonthFacts facts;
  StoredLine line;

  Stored() {
    order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.35")};
    facts = FactsOf("2026-10", order);
    facts.placements = {PlacedAt("a", "plc_1", "person_1", "2026-09-01")};
    Attend(facts.placements[0], "2026-10-01", "2026-10-03");
    Attend(facts.placements[0], "2026-10-04", "2026-10-05", AbsenceReason::kHospital);
    line.days = 0b111;
    line.trace = Encode({&order.tariffs[0], nullptr, nullptr, {}}, order);
  }

  std::optional<Result<Line>> Unfolded() const {
    return Unfold(line, {&facts.placements[0], &facts.contracts[0], &facts.places[0], &facts});
  }
};

TEST_CASE("a stored line is unfolded to the reference's line") {
  const Stored stored;
  const auto line = stored.Unfolded();
  REQUIRE(line);
  REQUIRE(*line);
  const std::vector<Line> expected = LinesOf(stored.facts);
  CHECK(ResultHash({&**line, 1}) == ResultHash({&expected[0], 1}));
  CHECK((*line)->trace == expected[0].trace);
}

TEST_CASE("a stored line that its facts do not bear out is not unfolded") {
  SUBCASE("no day") {
    Stored stored;
    stored.line.days = 0;
    CHECK(!stored.Unfolded());
  }
  SUBCASE("a day without a row") {
    Stored stored;
    stored.line.days = 0b100111;
    CHECK(!stored.Unfolded());
  }
  SUBCASE("a day that was away") {
    Stored stored;
    stored.line.days = 0b1111;
    CHECK(!stored.Unfolded());
  }
  SUBCASE("another rule than the order has for the day") {
    Stored stored;
    stored.line.trace = Encode(
        {&stored.order.tariffs[0], &stored.order.absence_rules[0], nullptr, {}}, stored.order);
    CHECK(!stored.Unfolded());
  }
  SUBCASE("bytes that are no trace") {
    Stored stored;
    stored.line.trace = "\xff";
    CHECK(!stored.Unfolded());
  }
}

}  // namespace
}  // namespace tirek::capitation::fast
