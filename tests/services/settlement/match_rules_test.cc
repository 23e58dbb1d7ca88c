// What may be matched with what, and what is suggested: tables without a database.
#include "services/settlement/match_rules.h"

#include <doctest/doctest.h>

#include "services/settlement/match_suggestions.h"

namespace tirek::settlement {
namespace {

const CivilDate kDay = *CivilDate::FromYmd(2026, 11, 3);
constexpr const char* kAccount = "KZ90070TESTKRG000001";
constexpr const char* kStatement = "stm_00000000000000000000000001";

Money Tenge(long long minor) { return Money::FromMinor(minor, kTenge); }

SuspendedLine Line(int number, long long minor, const std::string& reference = "") {
  SuspendedLine line;
  line.key = {kStatement, number};
  line.account_iban = kAccount;
  line.is_credit = minor < 0;
  line.amount = Tenge(std::llabs(minor));
  line.book_date = kDay;
  line.counterparty_bin = "230840990018";
  line.counterparty_iban = "KZ98722TEST000000101";
  line.reference = reference;
  return line;
}

MatchableOrder Order(const std::string& name, long long minor, long long paid = 0,
                     const std::string& state = "SENT") {
  MatchableOrder order;
  order.payment_order_id = "pmo_" + name;
  order.provider_id = "prv_" + name;
  order.end_to_end_id = "TRK-" + name;
  order.amount = Tenge(minor);
  order.paid = Tenge(paid);
  order.state = state;
  order.payee_iban = "KZ98722TEST000000101";
  order.payee_bin = "230840990018";
  order.execution_date = kDay;
  order.account_iban = kAccount;
  return order;
}

// "1 TRK-A 100; 2 - -7", or the reason.
std::string Text(const Result<std::vector<MatchedPart>>& parts) {
  if (!parts) {
    const Error& error = parts.error();
    return error.violations.empty() ? error.reason : error.violations[0].reason;
  }
  std::string text;
  for (const MatchedPart& part : *parts) {
    text += (text.empty() ? "" : "; ") + std::to_string(part.key.line_number) + " " +
            (part.end_to_end_id.empty() ? "-" : part.end_to_end_id) + " " +
            std::to_string(part.amount_minor);
  }
  return text;
}

TEST_CASE("each relation divides its lines among its orders to the tiyn, or refuses") {
  struct Case {
    const char* name;
    const char* relation;
    std::vector<SuspendedLine> lines;
    std::vector<MatchableOrder> orders;
    const char* expected;
  };
  SuspendedLine dollars = Line(1, 100);
  dollars.amount = Money::FromMinor(100, *Currency::FromCode("USD"));
  SuspendedLine elsewhere = Line(1, 100);
  elsewhere.account_iban = "KZ88601TEST000000999";
  const MatchableOrder a = Order("A", 100);
  const MatchableOrder b = Order("B", 50);
  const MatchableOrder paid = Order("A", 100, 100, "PAID");
  MatchableOrder kept = Order("A", 100, 15, "PAID");
  kept.returned_minor = 85;
  MatchableOrder advance = paid;
  advance.pays.is_advance = true;
  SuspendedLine dollars_back = Line(1, -40);
  dollars_back.amount = Money::FromMinor(40, *Currency::FromCode("USD"));
  const Case cases[] = {
      {"whole", "PAYMENT", {Line(1, 100)}, {a}, "1 TRK-A 100"},
      {"a tiyn short is posted as it is", "PAYMENT", {Line(1, 99)}, {a}, "1 TRK-A 99"},
      {"split", "SPLIT", {Line(1, 60), Line(2, 40)}, {a}, "1 TRK-A 60; 2 TRK-A 40"},
      {"the rest", "SPLIT", {Line(1, 40)}, {Order("A", 100, 60, "BROKEN")}, "1 TRK-A 40"},
      {"nothing is left",
       "SPLIT",
       {Line(1, 1)},
       {Order("A", 100, 101, "BROKEN")},
       "ORDER_NOT_OPEN"},
      {"merged", "MERGED", {Line(1, 150)}, {a, b}, "1 TRK-A 100; 1 TRK-B 50"},
      {"merged with a rest",
       "MERGED",
       {Line(1, 90)},
       {Order("A", 100, 60, "BROKEN"), b},
       "1 TRK-A 40; 1 TRK-B 50"},
      {"merged a tiyn short", "MERGED", {Line(1, 149)}, {a, b}, "MATCH_AMOUNT_DIFFERS"},
      {"merged needs several", "MERGED", {Line(1, 100)}, {a}, "MATCH_LINES_UNFIT"},
      {"back", "RETURN", {Line(1, -100)}, {Order("A", 100, 100, "PAID")}, "1 TRK-A -100"},
      {"back, what was short",
       "RETURN",
       {Line(1, -99)},
       {Order("A", 100, 99, "BROKEN")},
       "1 TRK-A -99"},
      {"back of a run",
       "RETURN",
       {Line(1, -150)},
       {Order("A", 100, 100, "PAID"), Order("B", 50, 50, "PAID")},
       "1 TRK-A -100; 1 TRK-B -50"},
      {"a part came back",
       "RETURN",
       {Line(1, -40)},
       {Order("A", 100, 100, "PAID")},
       "MATCH_AMOUNT_DIFFERS"},
      {"a part", "PARTIAL_RETURN", {Line(1, -40)}, {paid}, "1 TRK-A -40"},
      {"all but a tiyn", "PARTIAL_RETURN", {Line(1, -99)}, {paid}, "1 TRK-A -99"},
      {"all of it", "PARTIAL_RETURN", {Line(1, -100)}, {paid}, "RETURN_NOT_PARTIAL"},
      {"more", "PARTIAL_RETURN", {Line(1, -101)}, {paid}, "MATCH_AMOUNT_DIFFERS"},
      {"a part of the rest", "PARTIAL_RETURN", {Line(1, -14)}, {kept}, "1 TRK-A -14"},
      {"all of the rest in part", "PARTIAL_RETURN", {Line(1, -15)}, {kept}, "RETURN_NOT_PARTIAL"},
      {"all of the rest", "RETURN", {Line(1, -15)}, {kept}, "1 TRK-A -15"},
      {"a part of an advance",
       "PARTIAL_RETURN",
       {Line(1, -40)},
       {advance},
       "ADVANCE_NOT_DIVISIBLE"},
      {"a part of what is short",
       "PARTIAL_RETURN",
       {Line(1, -40)},
       {Order("A", 100, 99, "BROKEN")},
       "ORDER_NOT_OPEN"},
      {"a part of two", "PARTIAL_RETURN", {Line(1, -40)}, {paid, b}, "MATCH_LINES_UNFIT"},
      {"a part in dollars", "PARTIAL_RETURN", {dollars_back}, {paid}, "MATCH_LINES_UNFIT"},
      {"a part that went out", "PARTIAL_RETURN", {Line(1, 40)}, {paid}, "MATCH_LINES_UNFIT"},
      {"back before it went", "RETURN", {Line(1, -100)}, {a}, "ORDER_NOT_OPEN"},
      {"back twice", "RETURN", {Line(1, -100)}, {Order("A", 100, 0, "RETURNED")}, "ORDER_NOT_OPEN"},
      {"a charge", "FEE", {Line(1, 5), Line(2, 6)}, {}, "1 - 5; 2 - 6"},
      {"a charge that came in", "FEE", {Line(1, -5)}, {}, "MATCH_LINES_UNFIT"},
      {"offset", "OFFSET", {Line(1, 5), Line(2, -5)}, {}, "1 - 5; 2 - -5"},
      {"offset by less", "OFFSET", {Line(1, 5), Line(2, -4)}, {}, "MATCH_AMOUNT_DIFFERS"},
      {"of a rejected order",
       "PAYMENT",
       {Line(1, 100)},
       {Order("A", 100, 0, "REJECTED")},
       "ORDER_NOT_OPEN"},
      {"another currency", "PAYMENT", {dollars}, {a}, "MATCH_LINES_UNFIT"},
      {"another account", "PAYMENT", {elsewhere}, {a}, "MATCH_LINES_UNFIT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Text(PartsOf(c.relation, c.lines, c.orders)) == c.expected);
  }
}

TEST_CASE("an order is what its lines have paid for it") {
  const MatchableOrder order = Order("A", 100);
  CHECK(StateOf(order, 0) == "SENT");
  CHECK(StateOf(order, 99) == "BROKEN");
  CHECK(StateOf(order, 100) == "PAID");
  CHECK(StateOf(order, 101) == "BROKEN");
  MatchableOrder kept = order;
  kept.returned_minor = 85;
  CHECK(StateOf(kept, 15) == "PAID");
  CHECK(StateOf(kept, 100) == "BROKEN");
}

// "SPLIT 100 1 2: TRK-A".
std::string Text(const std::vector<Suggestion>& suggestions) {
  std::string text;
  for (const Suggestion& suggestion : suggestions) {
    text += (text.empty() ? "" : "; ") + suggestion.relation + " " +
            std::to_string(suggestion.confidence);
    for (const LineKey& line : suggestion.lines) text += " " + std::to_string(line.line_number);
    for (const std::string& order : suggestion.end_to_end_ids) text += " " + order;
  }
  return text;
}

TEST_CASE("suggestions say what they rest on by their confidence, and know the state of orders") {
  struct Case {
    const char* name;
    std::vector<SuspendedLine> lines;
    std::vector<MatchableOrder> orders;
    const char* expected;
  };
  SuspendedLine named = Line(1, 150);
  named.references = {{kStatement, 1, 1, "TRK-A", 100}, {kStatement, 1, 2, "TRK-B", 50}};
  SuspendedLine back = Line(2, -100, "TRK-A");
  back.returned = true;
  SuspendedLine again = Line(1, 100, "TRK-A");
  again.reason = "SUSPENSE_ALREADY_MET";
  SuspendedLine elsewhere = Line(1, 100);
  elsewhere.account_iban = "KZ88601TEST000000999";
  SuspendedLine fee = Line(1, 5);
  fee.fee = true;
  const MatchableOrder a = Order("A", 100);
  const MatchableOrder paid = Order("A", 100, 100, "PAID");
  SuspendedLine part = Line(3, -40, "TRK-A");
  SuspendedLine other_part = Line(4, -60, "TRK-A");
  other_part.returned = true;
  MatchableOrder kept = Order("A", 100, 15, "PAID");
  kept.returned_minor = 85;
  SuspendedLine rest = Line(2, -15, "TRK-A");
  rest.returned = true;
  SuspendedLine nameless = Line(2, -15);
  nameless.returned = true;
  MatchableOrder advance = paid;
  advance.pays.is_advance = true;
  const Case cases[] = {
      {"alike", {Line(1, 100)}, {a}, "PAYMENT 95 1 TRK-A"},
      {"split by name", {Line(1, 60, "TRK-A"), Line(2, 40, "TRK-A")}, {a}, "SPLIT 100 1 2 TRK-A"},
      {"merged by names", {named}, {a, Order("B", 50)}, "MERGED 100 1 TRK-A TRK-B"},
      {"the rest", {Line(1, 40, "TRK-A")}, {Order("A", 100, 60, "BROKEN")}, "SPLIT 100 1 TRK-A"},
      {"back", {back}, {paid}, "RETURN 100 2 TRK-A"},
      {"a part back", {part}, {paid}, "PARTIAL_RETURN 80 3 TRK-A"},
      {"two parts back",
       {part, other_part},
       {paid},
       "PARTIAL_RETURN 80 3 TRK-A; PARTIAL_RETURN 80 4 TRK-A"},
      {"more back than was paid", {Line(3, -101, "TRK-A")}, {paid}, "RETURN 50 3 TRK-A"},
      {"the rest back", {rest}, {kept}, "RETURN 100 2 TRK-A"},
      {"the rest back without a name", {nameless}, {kept}, "RETURN 70 2 TRK-A"},
      {"a part of an advance back", {part}, {advance}, "RETURN 50 3 TRK-A"},
      {"a part of what is under way back", {part}, {a}, "RETURN 50 3 TRK-A"},
      {"twice, and back", {again, back}, {paid}, "OFFSET 90 1 2"},
      {"a charge", {fee}, {a}, "FEE 90 1"},
      {"of another account", {elsewhere}, {a}, ""},
      {"paid already", {Line(1, 100)}, {paid}, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Text(SuggestMatches(c.lines, c.orders)) == c.expected);
  }
}

TEST_CASE("a suggestion has its content's id: the same as long as it is the same") {
  const auto first = SuggestMatches(std::vector{Line(1, 100)}, std::vector{Order("A", 100)});
  const auto again = SuggestMatches(std::vector{Line(1, 100)}, std::vector{Order("A", 100)});
  const auto other = SuggestMatches(std::vector{Line(2, 100)}, std::vector{Order("A", 100)});
  REQUIRE(first.size() == 1);
  CHECK(first[0].suggestion_id == again[0].suggestion_id);
  CHECK(first[0].suggestion_id != other[0].suggestion_id);
  CHECK(SuggestionId::Parse(first[0].suggestion_id.text()).has_value());
}

}  // namespace
}  // namespace tirek::settlement
