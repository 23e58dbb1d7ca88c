// What the ceiling of a contract does to a claim.
#include "billing/adjudication/adjudicate.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace tirek::adjudication {
namespace {

using capitation::DenialReason;
using capitation::Line;
using capitation::LineStatus;

Money Tenge(const char* amount) { return *Money::Parse(amount, kTenge); }

// A line of October from that day, of one day.
Line Claimed(std::string placement_id, int day, Money amount,
             std::optional<DenialReason> denial = {}) {
  Line line;
  line.placement_id = std::move(placement_id);
  line.provider_id = "prv_a";
  line.contract_id = "ctr_a";
  const CivilDate date = *CivilDate::FromYmd(2026, 10, day);
  line.dates = {date};
  line.period = {date, date + 1};
  line.reason = denial;
  line.status = denial ? LineStatus::kDenied : LineStatus::kPayable;
  (denial ? line.denied_amount : line.amount) = amount;
  return line;
}

Funds FundsOf(const char* ceiling, const char* accepted_before) {
  return {Tenge(ceiling), Tenge(accepted_before), order::CutOrder::kLatestDayFirst};
}

// "REDUCED CEILING_EXCEEDED 10.00 = 4.00 + 6.00 + 0.00 of 4.00".
std::string Brief(const Decision& decision) {
  return std::string(VerdictName(decision.verdict)) + " " + decision.reason + " " +
         decision.claimed.AmountText() + " = " + decision.approved.AmountText() + " + " +
         decision.unfunded.AmountText() + " + " + decision.denied.AmountText() + " of " +
         decision.ceiling_left.AmountText();
}

TEST_CASE(
    "E12: a claim above the contract's ceiling is accepted up to it, the rest kept unfunded") {
  const std::vector<Line> lines = {Claimed("plc_1", 1, Tenge("289441.80"))};
  const auto result = Adjudicate(lines, FundsOf("1450000.00", "1217430.20"));
  REQUIRE(result.has_value());
  CHECK(Brief(result->decisions[0]) ==
        "REDUCED CEILING_EXCEEDED 289441.80 = 232569.80 + 56872.00 + 0.00 of 232569.80");
  CHECK(result->claimed == Tenge("289441.80"));
  CHECK(result->approved == Tenge("232569.80"));
  CHECK(result->unfunded == Tenge("56872.00"));
  CHECK(result->denied.is_zero());
}

TEST_CASE("lines are funded by first day, then placement; the one at the limit is reduced") {
  const std::vector<Line> lines = {Claimed("plc_2", 15, Tenge("30.00")),
                                   Claimed("plc_2", 1, Tenge("40.00")),
                                   Claimed("plc_1", 15, Tenge("20.00")),
                                   Claimed("plc_3", 2, Tenge("99.00"), DenialReason::kNoLicence),
                                   Claimed("plc_3", 20, Tenge("5.00")),
                                   Claimed("plc_4", 21, Tenge("0.00"))};
  const auto result = Adjudicate(lines, FundsOf("100.00", "25.00"));
  REQUIRE(result.has_value());
  std::vector<std::string> briefs;
  for (const Decision& decision : result->decisions) briefs.push_back(Brief(decision));
  CHECK(briefs ==
        std::vector<std::string>{"REDUCED CEILING_EXCEEDED 30.00 = 15.00 + 15.00 + 0.00 of 15.00",
                                 "PAID  40.00 = 40.00 + 0.00 + 0.00 of 75.00",
                                 "PAID  20.00 = 20.00 + 0.00 + 0.00 of 35.00",
                                 "DENIED NO_LICENCE 99.00 = 0.00 + 0.00 + 99.00 of 35.00",
                                 "UNFUNDED CEILING_EXCEEDED 5.00 = 0.00 + 5.00 + 0.00 of 0.00",
                                 "PAID  0.00 = 0.00 + 0.00 + 0.00 of 0.00"});
  CHECK(result->claimed == Tenge("194.00"));
  CHECK(result->approved == Tenge("75.00"));
  CHECK(result->unfunded == Tenge("20.00"));
  CHECK(result->denied == Tenge("99.00"));
}

TEST_CASE("a claim that meets the ceiling exactly is paid in full") {
  const std::vector<Line> lines = {Claimed("plc_1", 1, Tenge("60.00")),
                                   Claimed("plc_1", 2, Tenge("40.00"))};
  const auto result = Adjudicate(lines, FundsOf("125.00", "25.00"));
  REQUIRE(result.has_value());
  CHECK(result->decisions[1].verdict == Verdict::kPaid);
  CHECK(result->unfunded.is_zero());
}

TEST_CASE("a ceiling lowered below what was accepted leaves nothing, and takes nothing back") {
  const std::vector<Line> lines = {Claimed("plc_1", 1, Tenge("60.00"))};
  const auto result = Adjudicate(lines, FundsOf("100.00", "100.01"));
  REQUIRE(result.has_value());
  CHECK(Brief(result->decisions[0]) ==
        "UNFUNDED CEILING_EXCEEDED 60.00 = 0.00 + 60.00 + 0.00 of 0.00");
}

TEST_CASE("a claim without lines claims nothing") {
  const auto result = Adjudicate({}, FundsOf("100.00", "0.00"));
  REQUIRE(result.has_value());
  CHECK(result->decisions.empty());
  CHECK(result->claimed.is_zero());
}

TEST_CASE("what cannot be one claim is refused by name") {
  struct Case {
    const char* reason;
    std::function<void(std::vector<Line>&, Funds&)> spoil;
  };
  const Case cases[] = {
      {"LINES_OF_SEVERAL_CONTRACTS", [](auto& lines, auto&) { lines[1].provider_id = "prv_b"; }},
      {"LINES_OF_SEVERAL_CONTRACTS", [](auto& lines, auto&) { lines[1].contract_id = "ctr_b"; }},
      {"DUPLICATE_LINE", [](auto& lines, auto&) { lines.push_back(lines[0]); }},
      {"DUPLICATE_LINE", [](auto& lines, auto&) { lines[1].dates.push_back(lines[0].dates[0]); }},
      {"AMOUNT_NEGATIVE", [](auto& lines, auto&) { lines[0].amount = Tenge("-0.01"); }},
      {"AMOUNT_NEGATIVE", [](auto&, auto& funds) { funds.ceiling = Tenge("-0.01"); }},
      {"AMOUNT_NEGATIVE", [](auto&, auto& funds) { funds.accepted_before = Tenge("-0.01"); }},
      {"CURRENCY_MISMATCH",
       [](auto&, auto& funds) { funds.ceiling = Money::FromMinor(1, *Currency::FromCode("USD")); }},
      {"CURRENCY_MISMATCH",
       [](auto& lines, auto&) {
         lines[1].amount = Money::FromMinor(1, *Currency::FromCode("USD"));
       }},
      {"AMOUNT_OVERFLOW",
       [](auto& lines, auto&) {
         for (Line& line : lines) line.amount = Money::FromMinor(INT64_MAX, kTenge);
       }},
  };
  for (const Case& c : cases) {
    CAPTURE(c.reason);
    std::vector<Line> lines = {Claimed("plc_1", 1, Tenge("60.00")),
                               Claimed("plc_1", 2, Tenge("40.00"))};
    Funds funds = FundsOf("100.00", "0.00");
    REQUIRE(Adjudicate(lines, funds).has_value());
    c.spoil(lines, funds);
    const auto result = Adjudicate(lines, funds);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().reason == c.reason);
  }
}

TEST_CASE("claimed = approved + unfunded + denied, within the ceiling, in any order of lines") {
  CHECK(rc::check("identity, ceiling and order", [] {
    std::vector<Line> lines;
    const auto amounts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 10'000));
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      const bool denied = *rc::gen::inRange(0, 4) == 0;
      lines.push_back(Claimed("plc_" + std::to_string(i), *rc::gen::inRange(1, 32),
                              Money::FromMinor(amounts[i], kTenge),
                              denied ? std::optional(DenialReason::kOverCapacity) : std::nullopt));
    }
    Funds funds = FundsOf("0.00", "0.00");
    funds.ceiling = Money::FromMinor(*rc::gen::inRange(0, 100'000), kTenge);
    const Adjudication result = *Adjudicate(lines, funds);
    std::int64_t payable = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Decision& d = result.decisions[i];
      RC_ASSERT(d.claimed.minor() == d.approved.minor() + d.unfunded.minor() + d.denied.minor());
      RC_ASSERT(d.claimed.minor() == amounts[i]);
      payable += lines[i].amount.minor();
    }
    RC_ASSERT(result.approved.minor() == std::min(payable, funds.ceiling.minor()));
    RC_ASSERT(result.claimed.minor() ==
              result.approved.minor() + result.unfunded.minor() + result.denied.minor());

    std::vector<Line> reversed(lines.rbegin(), lines.rend());
    const Adjudication other = *Adjudicate(reversed, funds);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      RC_ASSERT(Brief(other.decisions[lines.size() - 1 - i]) == Brief(result.decisions[i]));
    }
  }));
}

TEST_CASE("names of decisions are those of the tables, both ways") {
  for (const char* name : {"PAID", "REDUCED", "DENIED", "UNFUNDED"}) {
    CHECK(VerdictName(ParseVerdict(name).value()) == name);
  }
  CHECK_FALSE(ParseVerdict("paid"));
}

}  // namespace
}  // namespace tirek::adjudication
