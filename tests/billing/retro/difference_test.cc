// Which lines a late fact changes, and by how much.
#include "billing/retro/difference.h"

#include <limits>

#include <doctest/doctest.h>

#include "tests/billing/retro/billed_month.h"

namespace tirek::retro {
namespace {

using capitation::Line;
using capitation::LinesOf;
using capitation::MonthFacts;
using order::StateSocialOrder;
using Texts = std::vector<std::string>;

// One child at provider "a" for these days of a month.
std::vector<Line> MonthOf(const StateSocialOrder& order, const char* month, const char* first,
                          const char* last) {
  MonthFacts facts = capitation::FactsOf(month, order);
  facts.placements = {capitation::PlacedAt("a", "plc", "person", "2026-01-01")};
  capitation::Attend(facts.placements[0], first, last);
  return LinesOf(facts);
}

TEST_CASE("E7: a tariff that is adopted late makes one linked difference a month") {
  struct Case {
    const char* tariff;
    Texts differences;
    const char* sum;
  };
  struct Days {
    const char* month;
    const char* first;
    const char* last;
  };
  const Days months[] = {{"2026-01", "2026-01-01", "2026-01-31"},
                         {"2026-02", "2026-02-01", "2026-02-28"},
                         {"2026-03", "2026-03-01", "2026-03-29"}};
  const StateSocialOrder paid = order::SampleOrder("6120.40");
  for (const Case& c : {Case{"6487.62", {"11383.82", "10282.16", "10649.38"}, "32315.36"},
                        Case{"5990.15", {"-4037.75", "-3647.00", "-3777.25"}, "-11462.00"}}) {
    const StateSocialOrder adopted = order::SampleOrder(c.tariff);
    Money sum = Tenge("0.00");
    for (std::size_t i = 0; i < 3; ++i) {
      CAPTURE(c.tariff);
      CAPTURE(i);
      const auto& [month, first, last] = months[i];
      BilledMonth billed(MonthOf(paid, month, first, last));
      const auto found =
          billed.Correct(MonthOf(adopted, month, first, last), {{"plc", {LateFact::kTariff}}});
      REQUIRE(found.size() == 1);
      CHECK(found[0].difference.AmountText() == c.differences[i]);
      CHECK(*found[0].old_amount.Plus(found[0].difference) == found[0].new_amount);
      CHECK(found[0].reason == Reason::kTariffChanged);
      CHECK(found[0].original_ids == Texts{"lin_1"});
      CHECK(found[0].what == "the price of these days");
      CHECK(capitation::DatesText(found[0].dates) == std::string(first) + " to " + last);
      sum = *sum.Plus(found[0].difference);
    }
    CHECK(sum.AmountText() == c.sum);
  }
}

TEST_CASE("a corrected day changes its line, and the correction is corrected from there") {
  StateSocialOrder order = order::SampleOrder("100.00");
  order.absence_rules = {order::Away(order::AbsenceReason::kHospital, "0.5")};
  MonthFacts facts = capitation::FactsOf("2026-10", order);
  facts.placements = {capitation::PlacedAt("a", "plc", "person", "2026-01-01")};
  capitation::Attend(facts.placements[0], "2026-10-01", "2026-10-10");
  BilledMonth billed(LinesOf(facts));
  const LateFactsByPlacement late = {{"plc", {LateFact::kAttendance}}};

  facts.placements[0].attendance[4].absence = order::AbsenceReason::kHospital;
  auto found = billed.Correct(LinesOf(facts), late);
  REQUIRE(found.size() == 1);
  CHECK(found[0].old_amount == Tenge("1000.00"));
  CHECK(found[0].new_amount == Tenge("950.00"));
  CHECK(found[0].difference == Tenge("-50.00"));
  CHECK(found[0].reason == Reason::kAttendanceCorrected);
  CHECK(found[0].what == "2026-10-05: was attended, share 1, is absent HOSPITAL, share 0.5");
  CHECK(found[0].changed_ids == Texts{"lin_1"});
  CHECK(found[0].lines.size() == 2);

  // Away without a reason: half of the day goes, too, from the lines that stand now.
  facts.placements[0].attendance[4].absence = order::AbsenceReason::kUnexcused;
  found = billed.Correct(LinesOf(facts), late);
  REQUIRE(found.size() == 1);
  CHECK(found[0].difference == Tenge("-50.00"));
  CHECK(found[0].changed_ids == Texts{"lin_3"});
  CHECK(found[0].original_ids == Texts{"lin_1"});
  CHECK(capitation::DatesText(found[0].dates) == "2026-10-05");

  facts.placements[0].attendance[4].absence = {};
  found = billed.Correct(LinesOf(facts), late);
  REQUIRE(found.size() == 1);
  CHECK(found[0].difference == Tenge("100.00"));
  CHECK(found[0].original_ids == Texts{"lin_1"});
  CHECK(billed.Correct(LinesOf(facts), late).empty());
}

TEST_CASE("a day that nobody had recorded belongs to the line that it makes longer, or to none") {
  const StateSocialOrder order = order::SampleOrder("100.00");
  BilledMonth billed(MonthOf(order, "2026-10", "2026-10-01", "2026-10-10"));
  const auto longer = billed.Correct(MonthOf(order, "2026-10", "2026-10-01", "2026-10-11"));
  REQUIRE(longer.size() == 1);
  CHECK(longer[0].original_ids == Texts{"lin_1"});
  CHECK(longer[0].what == "2026-10-11: was not billed, is attended");

  BilledMonth nothing({});
  const auto first = nothing.Correct(MonthOf(order, "2026-10", "2026-10-01", "2026-10-01"));
  REQUIRE(first.size() == 1);
  CHECK(first[0].changed_ids.empty());
  CHECK(first[0].old_amount.is_zero());
  const auto gone = nothing.Correct({});
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].difference == Tenge("-100.00"));
  CHECK(gone[0].lines.empty());
}

TEST_CASE("what does not change a sum is no difference: its lines go on standing") {
  const StateSocialOrder order = order::SampleOrder("100.00");
  BilledMonth billed(MonthOf(order, "2026-10", "2026-10-01", "2026-10-10"));
  auto same = MonthOf(order, "2026-10", "2026-10-01", "2026-10-10");
  same[0].category = "another";
  CHECK(billed.Correct(same).empty());
  CHECK(billed.lines()[0].line_id == "lin_1");
}

TEST_CASE("lines of two contracts, of two currencies and beyond int64 are refused by name") {
  const StateSocialOrder order = order::SampleOrder("100.00");
  const auto lines = MonthOf(order, "2026-10", "2026-10-01", "2026-10-10");
  const std::vector<BilledLine> billed = {{"lin_1", {"lin_1"}, lines[0]}};
  struct Case {
    const char* reason;
    void (*spoil)(Line&);
  };
  for (const Case& c :
       {Case{"LINES_OF_SEVERAL_CONTRACTS", [](Line& line) { line.contract_id = "ctr_b"; }},
        Case{"LINES_OF_SEVERAL_CONTRACTS", [](Line& line) { line.provider_id = "prv_b"; }},
        Case{"CURRENCY_MISMATCH",
             [](Line& line) { line.amount = Money::FromMinor(1, *Currency::FromCode("EUR")); }},
        Case{"AMOUNT_OVERFLOW", [](Line& line) {
               line.amount = Money::FromMinor(std::numeric_limits<std::int64_t>::min(), kTenge);
             }}}) {
    CAPTURE(c.reason);
    auto recomputed = lines;
    c.spoil(recomputed[0]);
    const auto found = DifferencesOf(billed, recomputed, {});
    REQUIRE(!found);
    CHECK(found.error().reason == c.reason);
  }
}

TEST_CASE("every reason has a name of its own") {
  for (int i = 0; i <= static_cast<int>(Reason::kOtherFact); ++i) {
    CHECK(ParseReason(ReasonName(static_cast<Reason>(i))) == static_cast<Reason>(i));
  }
  CHECK(!ParseReason("LATE"));
}

}  // namespace
}  // namespace tirek::retro
