// What becomes of a statement's lines: kept, posted, named as breaks, each once.
#include "services/settlement/statement_matching.h"

#include <doctest/doctest.h>

#include "core/base/random.h"

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

bank::Statement StatementOf(std::vector<bank::StatementLine> lines) {
  const CivilDate day = *CivilDate::FromYmd(2026, 11, 3);
  return {*Iban::Parse("KZ90070TESTKRG000001"),
          kTenge,
          {day, day + 1},
          Tenge(0),
          Tenge(0),
          Tenge(0),
          Tenge(0),
          std::move(lines),
          {}};
}

MatchedStatement Match(const std::vector<bank::StatementLine>& lines,
                       const std::vector<SentOrder>& orders) {
  static const FixedClock clock({1'793'836'800'000'000});
  static SeededRandom random(1);
  static IdSource ids(clock, random);
  auto matched = MatchOrders(StatementOf(lines), orders, {"digest", 1, clock.Now()}, ids);
  REQUIRE(matched);
  return *std::move(matched);
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
    const MatchedStatement matched = Match({c.line}, {Order("A", 1000), met});
    REQUIRE(matched.lines.size() == 1);
    CHECK(matched.lines[0].match == c.match);
    REQUIRE(matched.entries.size() == 1);
    CHECK(matched.entries[0].ledger_id() == c.ledger);
    CHECK(matched.entries[0].source_id() == matched.statement.statement_id.text() + "/1");
    CHECK(matched.entries[0].postings()[0].account == c.debited);
    CHECK(matched.entries[0].postings()[0].amount_minor == c.line.amount.minor());
    REQUIRE(matched.met.size() == (*c.order_state == '\0' ? 0 : 1));
    if (!matched.met.empty()) CHECK(matched.met[0].state == c.order_state);
    REQUIRE(matched.breaks.size() == (*c.break_kind == '\0' ? 0 : 1));
    CHECK(matched.statement.breaks == static_cast<int>(matched.breaks.size()));
    CHECK(matched.statement.matched + matched.statement.breaks == 1);
    if (matched.breaks.empty()) continue;
    CHECK(matched.breaks[0].kind == c.break_kind);
    CHECK(matched.breaks[0].expected == Tenge(c.expected));
    CHECK(matched.breaks[0].found == c.line.amount);
    CHECK_FALSE(matched.breaks[0].description.empty());
  }
}

TEST_CASE("a break without an order belongs to the newest month that its statement pays") {
  using bank::Direction;
  const std::vector<SentOrder> orders = {Order("A", 1000, "2026-09"), Order("B", 2000, "2026-10")};
  const auto unknown = Line(Direction::kCredit, 7, "");
  const auto pays_a = Line(Direction::kDebit, 999, "TRK-A");
  const auto pays_b = Line(Direction::kDebit, 2000, "TRK-B");

  const auto both = Match({unknown, pays_b, pays_a}, orders);
  REQUIRE(both.breaks.size() == 2);
  CHECK(both.breaks[0].month == "2026-10");
  CHECK(both.breaks[1].month == "2026-09");  // the order's own
  CHECK(Match({unknown, pays_a}, orders).breaks[0].month == "2026-09");
  CHECK(Match({unknown}, orders).breaks[0].month == "2026-11");  // when it was booked
}

}  // namespace
}  // namespace tirek::settlement
