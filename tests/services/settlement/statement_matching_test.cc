// What becomes of a statement's lines: kept, posted, named as breaks, each once.
#include "services/settlement/statement_matching.h"

#include <doctest/doctest.h>

#include "core/base/random.h"
#include "services/settlement/contested_orders.h"

namespace tirek::settlement {
namespace {

constexpr const char* kPayeeIban = "KZ98722TEST000000101";

Money Tenge(long long minor) { return Money::FromMinor(minor, kTenge); }

SentOrder Order(const std::string& name, long long minor, const std::string& month = "2026-10") {
  return {"pmo_" + name, "prv_" + name, "ctr_" + name,  month, "TRK-" + name,
          Tenge(minor),  kPayeeIban,    "230840990018", false};
}

bank::StatementLine Line(bank::Direction direction, long long minor, const std::string& reference) {
  const CivilDate day = *CivilDate::FromYmd(2026, 11, 3);
  bank::StatementLine line{"1", day, day, day, Tenge(minor), direction, {}, "859", "", {}, 20};
  line.counterparty.iban = kPayeeIban;
  if (!reference.empty()) line.reference = reference;
  return line;
}

// The only line of its statement, which the import reads with the order that it names.
MatchedLine Match(const bank::StatementLine& line, const std::vector<SentOrder>& orders) {
  static const FixedClock clock({1'793'836'800'000'000});
  static SeededRandom random(1);
  static IdSource ids(clock, random);
  std::optional<NamedOrder> named;
  for (const SentOrder& order : orders) {
    if (line.reference != order.end_to_end_id) continue;
    named = NamedOrder{order, {}};
    named->naming.Note(ExpectedOf(order), line, 1);
  }
  return MatchLine({"stm_a", 1}, line, named ? &*named : nullptr, clock.Now(), ids);
}

TEST_CASE("each kind of line is posted, kept and reported in its own way") {
  using bank::Direction;
  struct Case {
    const char* name;
    bank::StatementLine line;
    const char* match;
    const char* ledger;
    ledger::AccountKind debited;
    const char* order_state;  // empty when no order is met
    const char* break_kind;   // empty when there is none
    long long expected;
  };
  const Case cases[] = {
      {"the whole sum", Line(Direction::kDebit, 1000, "TRK-A"), "EXACT", "prv_A",
       ledger::AccountKind::kBankClearing, "PAID", "", 0},
      {"a tiyn less", Line(Direction::kDebit, 999, "TRK-A"), "SHORT", "prv_A",
       ledger::AccountKind::kBankClearing, "BROKEN", "SHORT_PAYMENT", 1000},
      {"a tiyn more", Line(Direction::kDebit, 1001, "TRK-A"), "OVER", "prv_A",
       ledger::AccountKind::kBankClearing, "BROKEN", "OVERPAYMENT", 1000},
      {"an order of an earlier statement", Line(Direction::kDebit, 500, "TRK-MET"), "DUPLICATE",
       "PAYER", ledger::AccountKind::kSuspense, "", "DUPLICATE_PAYMENT", 0},
      {"money for nobody we know", Line(Direction::kDebit, 7, "TRK-X"), "UNKNOWN_DEBIT", "PAYER",
       ledger::AccountKind::kSuspense, "", "UNKNOWN_DEBIT", 0},
      {"money from nobody we know", Line(Direction::kCredit, 7, ""), "UNKNOWN_CREDIT", "PAYER",
       ledger::AccountKind::kBank, "", "UNKNOWN_CREDIT", 0},
  };
  SentOrder met = Order("MET", 500);
  met.met = true;
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const MatchedLine matched = Match(c.line, {Order("A", 1000), met});
    CHECK(matched.line.match == c.match);
    const auto entry = EntryOf(matched.posted);
    REQUIRE(entry);
    CHECK(entry->ledger_id() == c.ledger);
    CHECK(entry->source_id() == "stm_a/1");
    CHECK(entry->postings()[0].account == c.debited);
    CHECK(entry->postings()[0].amount_minor == c.line.amount.minor());
    CHECK(matched.order_state == c.order_state);
    REQUIRE(matched.found.has_value() == (*c.break_kind != '\0'));
    if (!matched.found) continue;
    CHECK(matched.found->kind == c.break_kind);
    CHECK(matched.found->expected == Tenge(c.expected));
    CHECK(matched.found->found == c.line.amount);
    CHECK_FALSE(matched.found->description.empty());
  }
}

TEST_CASE("an order that several statements of one file name is met by the first that can") {
  using bank::Direction;
  const SentOrder order = Order("A", 1000);
  ContestedOrders contested;
  contested.Note(0, 1, Line(Direction::kDebit, 600, "TRK-A"), order);
  contested.Note(1, 1, Line(Direction::kDebit, 7, "TRK-A"), order);
  contested.Note(1, 2, Line(Direction::kDebit, 1000, "TRK-A"), order);
  contested.Note(2, 1, Line(Direction::kDebit, 400, "TRK-A"), order);
  contested.Settle();

  CHECK_FALSE(contested.Find(0, "TRK-A")->order.met);
  CHECK(contested.Find(0, "TRK-A")->naming.paying() == 1);
  for (const std::size_t later : {1, 2}) {
    CHECK(contested.Find(later, "TRK-A")->order.met);
    CHECK(contested.Find(later, "TRK-A")->order.rest_minor == 400);
  }
  CHECK(contested.Find(3, "TRK-A") == nullptr);
  CHECK(contested.Find(0, "TRK-B") == nullptr);
}

}  // namespace
}  // namespace tirek::settlement
