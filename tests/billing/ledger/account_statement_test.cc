// Balances carried through a statement, and what its movements are called.
#include "billing/ledger/account_statement.h"

#include <doctest/doctest.h>

namespace tirek::ledger {
namespace {

Money Tenge(std::int64_t minor) { return Money::FromMinor(minor, kTenge); }

TEST_CASE("the balance after each movement, and the sums of both sides") {
  const Money owed[] = {Tenge(100), Tenge(-30), Tenge(-90), Tenge(5)};
  const auto carried = CarryBalance(Tenge(-7), owed);
  REQUIRE(carried);
  CHECK(carried->after == std::vector{Tenge(93), Tenge(63), Tenge(-27), Tenge(-22)});
  CHECK(carried->debit == Tenge(120));
  CHECK(carried->credit == Tenge(105));
  CHECK(carried->closing == Tenge(-22));
}

TEST_CASE("a period without movements closes as it opens") {
  const auto carried = CarryBalance(Tenge(11), {});
  REQUIRE(carried);
  CHECK(carried->closing == Tenge(11));
  CHECK(carried->debit.is_zero());
  CHECK(carried->credit.is_zero());
}

TEST_CASE("what does not fit, or is of another currency, is refused") {
  const Money more[] = {Tenge(1)};
  CHECK(CarryBalance(Tenge(INT64_MAX), more).error().reason == "AMOUNT_OVERFLOW");
  const Money least[] = {Tenge(INT64_MIN)};
  CHECK(CarryBalance(Tenge(0), least).error().reason == "AMOUNT_OVERFLOW");
  const Money other[] = {Money::FromMinor(1, *Currency::FromCode("USD"))};
  CHECK(CarryBalance(Tenge(0), other).error().reason == "CURRENCY_MISMATCH");
}

TEST_CASE("a movement is called by its document, a line of the bank by its direction") {
  struct Case {
    const char* source;
    std::int64_t owed;
    const char* kind;
  };
  const Case cases[] = {
      {"CLAIM", 1, "ACCRUED"},
      {"ADJUSTMENT", -1, "ADJUSTED"},
      {"PAYMENT_ORDER", -1, "ORDERED"},
      {"STATEMENT_LINE", -1, "PAID"},
      {"STATEMENT_LINE", 1, "RETURNED"},
      {"REVERSAL", -1, "REVERSED"},
      {"MANUAL", 1, "OTHER"},
      {"SOMETHING_NEW", 1, "OTHER"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    CHECK(MovementKindName(MovementKindOf(c.source, Tenge(c.owed))) == c.kind);
  }
}

TEST_CASE("each set of accounts has the accounts that its name says") {
  const auto names = [](AccountSet set) {
    std::string all(AccountSetName(set));
    for (const AccountKind kind : AccountsOf(set)) all += " " + std::string(AccountKindName(kind));
    return all;
  };
  CHECK(names(AccountSet::kPayable) == "PAYABLE PAYABLE");
  CHECK(names(AccountSet::kReceivable) == "RECEIVABLE RECEIVABLE");
  CHECK(names(AccountSet::kSettlements) == "SETTLEMENTS PAYABLE BANK_CLEARING RECEIVABLE ADVANCE");
  CHECK(names(AccountSet::kAdvance) == "ADVANCE ADVANCE");
}

}  // namespace
}  // namespace tirek::ledger
