// The worked examples of a provider's ledger, each under its number, with the wrong paths shown
// wrong. Those of prices and days are in tests/billing/capitation.
#include <doctest/doctest.h>

#include "billing/ledger/account_statement.h"
#include "billing/ledger/ageing.h"
#include "billing/ledger/posting_rules.h"
#include "core/money/decimal.h"

namespace tirek::ledger {
namespace {

CivilDate On(const char* day) { return *CivilDate::Parse(day); }
const Money kZero = Money::FromMinor(0, kTenge);

// A rate in tenge times days, exact: the rates have whole tiyn.
Money Worth(const char* rate, int days) {
  return *Money::Parse(Decimal::Parse(rate)->Times(Decimal::FromInteger(days))->ToString(), kTenge);
}

template <typename T>
T Made(Result<T> result) {
  REQUIRE(result);
  return *std::move(result);
}

// By how much more is owed to the provider with the entry.
Money OwedBy(const Entry& entry) {
  Money owed = kZero;
  for (const Posting& posting : entry.postings()) {
    if (posting.account != AccountKind::kPayable) continue;
    owed = Made(owed.Minus(Money::FromMinor(posting.amount_minor, kTenge)));
  }
  return owed;
}

Entry Claim(const char* id, const char* day, Money approved) {
  return *Made(PostAdjudicatedClaim({"prv_1", id, {}, On(day), approved, kZero}));
}

Entry Payment(const char* id, const char* day, Money amount) {
  return Made(PostSentPaymentOrder({"prv_1", id, {}, On(day), amount, kZero}));
}

CarriedBalances Quarter(Money correction) {
  const Money january = Worth("5433.75", 264);
  const Money february = Worth("5433.75", 240 - 5);  // five days are disputed
  const Entry entries[] = {
      Claim("january", "2026-01-31", january),
      Claim("february", "2026-02-28", february),
      Payment("order-1", "2026-02-10", january),
      Payment("order-2", "2026-03-10", february),
      *Made(PostAdjustment({"prv_1", "raise", {}, On("2026-03-15"), correction, kZero, kZero})),
      Claim("march", "2026-03-31", Worth("5520.10", 252)),
  };
  std::vector<Money> owed;
  for (const Entry& entry : entries) owed.push_back(OwedBy(entry));
  return Made(CarryBalance(kZero, owed));
}

TEST_CASE("E21: what is due on 18 August is 32 days overdue on 19 September") {
  const int days = DaysOverdue(On("2025-08-18"), On("2025-09-19"));
  CHECK(days == 32);
  CHECK(AgeBandName(AgeBandOf(days)) == "DAYS_31_TO_60");
}

TEST_CASE("E22: a provider's quarter, with a raise for the days that were accepted alone") {
  const CarriedBalances quarter = Quarter(Worth("86.35", 264 + 235));
  CHECK(quarter.credit.AmountText() == "4145595.10");
  CHECK(quarter.debit.AmountText() == "2711441.25");
  CHECK(quarter.closing.AmountText() == "1434153.85");
  CHECK(quarter.after[3].is_zero());  // both months were paid as they were accepted
  CHECK(quarter.after[4].AmountText() == "43088.65");
  // The disputed days are not raised until they are resolved.
  CHECK(Quarter(Worth("86.35", 264 + 240)).closing.AmountText() == "1434585.60");
}

}  // namespace
}  // namespace tirek::ledger
