// Which order a line pays, and the name of each break.
#include "billing/bank/matching.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/billing/bank/match_all.h"

namespace tirek::bank {
namespace {

constexpr const char* kHome = "KZ98722TEST000000101";
constexpr const char* kCentre = "KZ57601TEST000000102";
constexpr const char* kHomeBin = "240140002226";
constexpr const char* kCentreBin = "100240003339";

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

ExpectedPayment Home(const char* reference, std::int64_t minor) {
  return {reference, Tenge(minor), kHome, kHomeBin, false};
}

StatementLine Line(Direction direction, std::int64_t minor, const char* iban, const char* bin,
                   std::optional<std::string> reference = {}) {
  return {
      "1", {}, {}, {}, Tenge(minor), direction, {"", bin, iban, ""}, "", "", std::move(reference),
      1};
}

StatementLine Paid(std::int64_t minor, std::optional<std::string> reference = {}) {
  return Line(Direction::kDebit, minor, kHome, kHomeBin, std::move(reference));
}

// "EXACT REFERENCE 0, UNKNOWN_CREDIT NONE; unmet 1".
std::string ToText(const StatementMatch& match) {
  std::string text;
  for (const JudgedLine& line : match.lines) {
    if (!text.empty()) text += ", ";
    text += std::string(MatchKindName(line.kind)) + " " + std::string(MatchBasisName(line.basis));
    if (line.order) text += " " + std::to_string(*line.order);
  }
  if (!match.unmet.empty()) text += "; unmet";
  for (const std::size_t order : match.unmet) text += " " + std::to_string(order);
  return text;
}

TEST_CASE("each line is judged, and each order is met at most once") {
  struct Case {
    const char* name;
    std::vector<ExpectedPayment> orders;
    std::vector<StatementLine> lines;
    const char* expected;
  };
  const StatementLine credit = Line(Direction::kCredit, 100, kHome, kHomeBin);
  const StatementLine returned = Line(Direction::kCredit, 100, kHome, kHomeBin, "TRK-1");
  const StatementLine other_account = Line(Direction::kDebit, 100, kCentre, kCentreBin, "TRK-1");
  const StatementLine no_account = Line(Direction::kDebit, 100, "", "", "TRK-1");
  StatementLine dollars = Paid(100, "TRK-1");
  dollars.amount = Money::FromMinor(100, *Currency::FromCode("USD"));
  ExpectedPayment met = Home("TRK-1", 100);
  met.met = true;
  ExpectedPayment met_short = met;
  met_short.rest_minor = 40;

  const Case cases[] = {
      {"nothing", {}, {}, ""},
      {"no line", {Home("TRK-1", 100)}, {}, "; unmet 0"},
      {"by reference", {Home("TRK-1", 100)}, {Paid(100, "TRK-1")}, "EXACT REFERENCE 0"},
      {"by reference without an account", {Home("TRK-1", 100)}, {no_account}, "EXACT REFERENCE 0"},
      {"a tiyn short", {Home("TRK-1", 100)}, {Paid(99, "TRK-1")}, "SHORT REFERENCE 0"},
      {"a tiyn over", {Home("TRK-1", 100)}, {Paid(101, "TRK-1")}, "OVER REFERENCE 0"},
      {"a reference twice",
       {Home("TRK-1", 100)},
       {Paid(60, "TRK-1"), Paid(40, "TRK-1")},
       "UNKNOWN_DEBIT NONE, UNKNOWN_DEBIT NONE; unmet 0"},
      {"a reference twice, once with its amount",
       {Home("TRK-1", 100)},
       {Paid(60, "TRK-1"), Paid(100, "TRK-1")},
       "DUPLICATE REFERENCE 0, EXACT REFERENCE 0"},
      {"the rest of what was paid short", {met_short}, {Paid(40, "TRK-1")}, "UNKNOWN_DEBIT NONE"},
      {"more than the rest", {met_short}, {Paid(41, "TRK-1")}, "DUPLICATE REFERENCE 0"},
      {"a reference met before", {met}, {Paid(100, "TRK-1")}, "DUPLICATE REFERENCE 0"},
      {"a reference of nobody",
       {Home("TRK-1", 100)},
       {Paid(100, "TRK-2")},
       "UNKNOWN_DEBIT NONE; unmet 0"},
      {"a reference, but another account",
       {Home("TRK-1", 100)},
       {other_account},
       "UNKNOWN_DEBIT NONE; unmet 0"},
      {"first to another account, then right",
       {Home("TRK-1", 100)},
       {other_account, Paid(100, "TRK-1")},
       "UNKNOWN_DEBIT NONE, EXACT REFERENCE 0"},
      {"a reference, but another currency",
       {Home("TRK-1", 100)},
       {dollars},
       "UNKNOWN_DEBIT NONE; unmet 0"},
      {"no reference: amount and payee alone pay nothing",
       {Home("TRK-1", 100)},
       {Paid(100)},
       "UNKNOWN_DEBIT NONE; unmet 0"},
      {"money in", {Home("TRK-1", 100)}, {credit}, "UNKNOWN_CREDIT NONE; unmet 0"},
      {"money in that names an order",
       {Home("TRK-1", 100)},
       {returned},
       "UNKNOWN_CREDIT NONE; unmet 0"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(ToText(MatchStatement(c.orders, c.lines)) == c.expected);
  }
}

TEST_CASE("a break says what was expected, what came and why") {
  const std::vector<ExpectedPayment> orders = {Home("TRK-1", 100'000), Home("TRK-2", 100)};
  const std::vector<StatementLine> lines = {Paid(90'000, "TRK-1"), Paid(100, "TRK-2"),
                                            Paid(7, "TRK-2"), Paid(5)};
  const StatementMatch match = MatchStatement(orders, lines);
  REQUIRE(match.lines.size() == 4);

  CHECK(match.lines[0].meets_order());
  CHECK(match.lines[0].is_break());
  CHECK(match.lines[0].suspense.empty());
  CHECK(match.lines[0].expected == Tenge(100'000));
  CHECK(match.lines[0].got == Tenge(90'000));
  CHECK(match.lines[0].reason ==
        "Payment order TRK-1 of 1000.00 KZT is met with 900.00 KZT, which is less.");

  CHECK_FALSE(match.lines[2].meets_order());
  CHECK(match.lines[2].is_break());
  CHECK(match.lines[2].suspense == "SUSPENSE_ALREADY_MET");
  CHECK(match.lines[2].reason == "Payment order TRK-2 is met already; 0.07 KZT went out again.");

  CHECK_FALSE(match.lines[3].meets_order());
  CHECK_FALSE(match.lines[3].expected.has_value());
  CHECK(match.lines[3].suspense == "SUSPENSE_UNDECIDED");
  CHECK(match.lines[3].reason ==
        "The line does not name one payment order; a person says what it pays.");
}

TEST_CASE("an exact match is no break") {
  const std::vector<ExpectedPayment> orders = {Home("TRK-1", 100)};
  const std::vector<StatementLine> lines = {Paid(100, "TRK-1")};
  const StatementMatch match = MatchStatement(orders, lines);
  CHECK(match.lines[0].meets_order());
  CHECK_FALSE(match.lines[0].is_break());
}

TEST_CASE("kinds of match have names that parse") {
  for (const char* name :
       {"EXACT", "SHORT", "OVER", "UNKNOWN_CREDIT", "UNKNOWN_DEBIT", "DUPLICATE"}) {
    CAPTURE(name);
    REQUIRE(ParseMatchKind(name).has_value());
    CHECK(MatchKindName(*ParseMatchKind(name)) == name);
  }
  CHECK_FALSE(ParseMatchKind("NONE").has_value());
}

}  // namespace
}  // namespace tirek::bank
