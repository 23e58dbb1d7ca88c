// What lines have to do with orders: matched, suggested or in suspense, each with its reason.
#include "billing/bank/proposals.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace tirek::bank {
namespace {

constexpr const char* kHome = "KZ98722TEST000000101";
constexpr const char* kCentre = "KZ57601TEST000000102";
constexpr const char* kHomeBin = "240140002226";
constexpr const char* kCentreBin = "100240003339";

CivilDate Day(int day) { return *CivilDate::FromYmd(2026, 11, day); }
Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

ExpectedPayment Order(const char* reference, std::int64_t minor) {
  return {reference, Tenge(minor), kHome, kHomeBin, false, Day(5)};
}

StatementLine Line(Direction direction, std::int64_t minor, const char* iban = kHome,
                   const char* bin = kHomeBin) {
  return {"1", Day(6), Day(6), Day(6), Tenge(minor), direction, {"", bin, iban, ""}, "", "", {}, 1};
}

StatementLine Paid(std::int64_t minor) { return Line(Direction::kDebit, minor); }

StatementLine Named(StatementLine line, const char* reference) {
  line.reference = reference;
  return line;
}

StatementLine Purpose(StatementLine line, const char* purpose) {
  line.purpose = purpose;
  return line;
}

StatementLine Returned(StatementLine line) {
  line.direction = Direction::kCredit;
  line.returned = ReturnReason{"AC04", ""};
  return line;
}

StatementLine Fee(StatementLine line) {
  line.fee = true;
  return line;
}

StatementLine Batch(std::int64_t minor, const std::vector<std::pair<const char*, int>>& parts) {
  StatementLine line = Line(Direction::kDebit, minor, "", "");
  for (const auto& [reference, amount] : parts) {
    line.details.push_back({Tenge(amount), reference, {}, {}, {}, {}, {}});
  }
  return line;
}

std::string Numbers(const char* name, const std::vector<std::size_t>& numbers) {
  std::string text = name;
  for (const std::size_t number : numbers) text += " " + std::to_string(number);
  return text;
}

// "MATCHED PAYMENT 100 lines 0 orders 0; unmet 1".
std::string ToText(const Proposals& found) {
  std::string text;
  for (const Proposal& proposal : found.proposals) {
    if (!text.empty()) text += "; ";
    text += std::string(CertaintyName(proposal.certainty)) + " ";
    text += proposal.reason.empty() ? std::string(RelationName(proposal.relation)) + " " +
                                          std::to_string(proposal.confidence)
                                    : proposal.reason;
    text += Numbers(" lines", proposal.lines);
    if (!proposal.orders.empty()) text += Numbers(" orders", proposal.orders);
  }
  if (!found.unmet.empty()) text += Numbers("; unmet", found.unmet);
  return text;
}

struct Case {
  std::string name;
  std::vector<ExpectedPayment> orders;
  std::vector<StatementLine> lines;
  std::string expected;
};

void CheckCases(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(ToText(ProposeMatches(c.orders, c.lines)) == c.expected);
  }
}

TEST_CASE("a reference and the exact amount are a match, and nothing less is") {
  ExpectedPayment met = Order("TRK-1", 100);
  met.met = true;
  StatementLine own_field = Line(Direction::kDebit, 100, "", "");
  own_field.end_to_end_id = "TRK-1";
  StatementLine foreign_id = Paid(7);
  foreign_id.end_to_end_id = "E2E-9";
  StatementLine dollars = Named(Paid(100), "TRK-1");
  dollars.amount = Money::FromMinor(100, *Currency::FromCode("USD"));
  CheckCases({
      {"reference in the text",
       {Order("TRK-1", 100)},
       {Named(Paid(100), "TRK-1")},
       "MATCHED PAYMENT 100 lines 0 orders 0"},
      {"reference in its own field",
       {Order("TRK-1", 100)},
       {own_field},
       "MATCHED PAYMENT 100 lines 0 orders 0"},
      {"an id of another program",
       {Order("TRK-1", 100)},
       {foreign_id},
       "SUSPENSE SUSPENSE_NOTHING_ALIKE lines 0; unmet 0"},
      {"a tiyn less",
       {Order("TRK-1", 100)},
       {Named(Paid(99), "TRK-1")},
       "SUGGESTED PAYMENT 50 lines 0 orders 0"},
      {"named twice",
       {Order("TRK-1", 100)},
       {Named(Paid(100), "TRK-1"), Named(Paid(100), "TRK-1")},
       "MATCHED PAYMENT 100 lines 0 orders 0; SUSPENSE SUSPENSE_ALREADY_MET lines 1"},
      {"met before", {met}, {Named(Paid(100), "TRK-1")}, "SUSPENSE SUSPENSE_ALREADY_MET lines 0"},
      {"never sent",
       {Order("TRK-1", 100)},
       {Named(Paid(100), "TRK-2")},
       "SUSPENSE SUSPENSE_REFERENCE_UNKNOWN lines 0; unmet 0"},
      {"another account",
       {Order("TRK-1", 100)},
       {Named(Line(Direction::kDebit, 100, kCentre, kCentreBin), "TRK-1")},
       "SUSPENSE SUSPENSE_OTHER_ACCOUNT lines 0; unmet 0"},
      {"another currency",
       {Order("TRK-1", 100)},
       {dollars},
       "SUSPENSE SUSPENSE_CURRENCY lines 0; unmet 0"},
  });
}

TEST_CASE("split and merged payments") {
  const std::vector<ExpectedPayment> two = {Order("TRK-1", 100), Order("TRK-2", 30)};
  CheckCases({
      {"named parts that add up",
       {Order("TRK-1", 100)},
       {Named(Paid(60), "TRK-1"), Named(Paid(40), "TRK-1")},
       "MATCHED SPLIT 100 lines 0 1 orders 0"},
      {"named parts that do not",
       {Order("TRK-1", 100)},
       {Named(Paid(60), "TRK-1"), Named(Paid(39), "TRK-1")},
       "SUGGESTED SPLIT 50 lines 0 1 orders 0"},
      {"a batch that says each amount",
       two,
       {Batch(130, {{"TRK-1", 100}, {"TRK-2", 30}})},
       "MATCHED MERGED 100 lines 0 orders 0 1"},
      {"a batch with amounts exchanged",
       two,
       {Batch(130, {{"TRK-1", 99}, {"TRK-2", 31}})},
       "SUGGESTED MERGED 50 lines 0 orders 0 1"},
      {"a batch with a stranger",
       two,
       {Batch(130, {{"TRK-1", 100}, {"E2E-2", 30}})},
       "SUGGESTED PAYMENT 50 lines 0 orders 0; unmet 1"},
      {"two references in one purpose",
       two,
       {Purpose(Paid(130), "TRK-1 и TRK-2")},
       "MATCHED MERGED 100 lines 0 orders 0 1"},
      {"two references, another sum",
       two,
       {Purpose(Paid(131), "TRK-1 и TRK-2")},
       "SUGGESTED MERGED 50 lines 0 orders 0 1"},
      {"two references, one unknown",
       two,
       {Purpose(Paid(130), "TRK-1 и TRK-3")},
       "SUSPENSE SUSPENSE_REFERENCE_UNKNOWN lines 0; unmet 0 1"},
      {"all lines to the payee",
       {Order("TRK-1", 100)},
       {Paid(60), Paid(25), Paid(15)},
       "SUGGESTED SPLIT 75 lines 0 1 2 orders 0"},
      {"two of the lines to the payee",
       {Order("TRK-1", 100)},
       {Paid(60), Paid(25), Paid(40)},
       "SUGGESTED SPLIT 60 lines 0 2 orders 0; SUSPENSE SUSPENSE_NOTHING_ALIKE lines 1"},
      {"two ways to add up",
       {Order("TRK-1", 100)},
       {Paid(60), Paid(40), Paid(41), Paid(59)},
       "SUSPENSE SUSPENSE_NOTHING_ALIKE lines 0; SUSPENSE SUSPENSE_NOTHING_ALIKE lines 1; "
       "SUSPENSE SUSPENSE_NOTHING_ALIKE lines 2; SUSPENSE SUSPENSE_NOTHING_ALIKE lines 3; unmet 0"},
      {"one line for all open orders", two, {Paid(130)}, "SUGGESTED MERGED 75 lines 0 orders 0 1"},
      {"one line for two of three",
       {Order("TRK-1", 100), Order("TRK-2", 30), Order("TRK-3", 7)},
       {Paid(107)},
       "SUGGESTED MERGED 60 lines 0 orders 0 2; unmet 1"},
  });
}

TEST_CASE("without a reference amount, payee and day suggest, and equals are never chosen") {
  StatementLine late = Paid(100);
  late.booked_date = Day(20);
  CheckCases({
      {"on the day", {Order("TRK-1", 100)}, {Paid(100)}, "SUGGESTED PAYMENT 95 lines 0 orders 0"},
      {"weeks later", {Order("TRK-1", 100)}, {late}, "SUGGESTED PAYMENT 80 lines 0 orders 0"},
      {"a tiyn away",
       {Order("TRK-1", 100)},
       {Paid(99)},
       "SUSPENSE SUSPENSE_NOTHING_ALIKE lines 0; unmet 0"},
      {"two orders alike",
       {Order("TRK-1", 100), Order("TRK-2", 100)},
       {Paid(100)},
       "SUSPENSE SUSPENSE_AMBIGUOUS lines 0; unmet 0 1"},
      {"two lines alike",
       {Order("TRK-1", 100)},
       {Paid(100), Paid(100)},
       "SUSPENSE SUSPENSE_AMBIGUOUS lines 0; SUSPENSE SUSPENSE_AMBIGUOUS lines 1; unmet 0"},
      {"a reference leaves one of two",
       {Order("TRK-1", 100), Order("TRK-2", 100)},
       {Paid(100), Named(Paid(100), "TRK-1")},
       "SUGGESTED PAYMENT 95 lines 0 orders 1; MATCHED PAYMENT 100 lines 1 orders 0"},
      {"another БИН",
       {Order("TRK-1", 100)},
       {Line(Direction::kDebit, 100, kHome, kCentreBin)},
       "SUSPENSE SUSPENSE_NOTHING_ALIKE lines 0; unmet 0"},
  });
}

TEST_CASE("returns, fees and money that nobody expected") {
  ExpectedPayment met = Order("TRK-1", 100);
  met.met = true;
  CheckCases({
      {"a return that names its order",
       {met},
       {Returned(Named(Paid(100), "TRK-1"))},
       "MATCHED RETURN 100 lines 0 orders 0"},
      {"a return of less",
       {met},
       {Returned(Named(Paid(99), "TRK-1"))},
       "SUGGESTED RETURN 50 lines 0 orders 0"},
      {"paid and returned on one day",
       {Order("TRK-1", 100)},
       {Named(Paid(100), "TRK-1"), Returned(Named(Paid(100), "TRK-1"))},
       "MATCHED PAYMENT 100 lines 0 orders 0; MATCHED RETURN 100 lines 1 orders 0"},
      {"money in that names an order, not called a return",
       {met},
       {Named(Line(Direction::kCredit, 100), "TRK-1")},
       "SUGGESTED RETURN 70 lines 0 orders 0"},
      {"a return without a name",
       {met},
       {Returned(Paid(100))},
       "SUGGESTED RETURN 70 lines 0 orders 0"},
      {"a return of one of two",
       {met, Order("TRK-2", 100)},
       {Returned(Paid(100))},
       "SUSPENSE SUSPENSE_AMBIGUOUS lines 0; unmet 1"},
      {"a return of nothing known",
       {met},
       {Returned(Paid(7))},
       "SUSPENSE SUSPENSE_MONEY_IN lines 0"},
      {"money in", {met}, {Line(Direction::kCredit, 100)}, "SUSPENSE SUSPENSE_MONEY_IN lines 0"},
      {"a fee", {}, {Fee(Line(Direction::kDebit, 3, "", ""))}, "SUGGESTED FEE 90 lines 0"},
      {"a return leaves its order unmet",
       {Order("TRK-1", 100)},
       {Returned(Named(Paid(100), "TRK-1"))},
       "MATCHED RETURN 100 lines 0 orders 0; unmet 0"},
  });
}

TEST_CASE("a proposal says what was expected, what came and why") {
  const std::vector<ExpectedPayment> orders = {Order("TRK-1", 100), Order("TRK-2", 30)};
  const std::vector<StatementLine> lines = {Purpose(Paid(131), "TRK-1, TRK-2")};
  const Proposals found = ProposeMatches(orders, lines);
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.proposals[0].expected == Tenge(130));
  CHECK(found.proposals[0].got == Tenge(131));
  CHECK(found.proposals[0].why == "The line names these payment orders, but the amounts differ.");
}

}  // namespace
}  // namespace tirek::bank
