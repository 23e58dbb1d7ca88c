// The chart of accounts: each kind defined once, names that stay.
#include "billing/ledger/chart.h"

#include <string>

#include <doctest/doctest.h>

namespace tirek::ledger {
namespace {

TEST_CASE("every kind of account stands in the chart at its own place, with a name that parses") {
  REQUIRE(ChartOfAccounts().size() == 10);
  for (std::size_t i = 0; i < ChartOfAccounts().size(); ++i) {
    const AccountDefinition& definition = ChartOfAccounts()[i];
    CAPTURE(definition.name);
    CHECK(static_cast<std::size_t>(definition.kind) == i);
    CHECK(ParseAccountKind(definition.name) == definition.kind);
    CHECK_FALSE(definition.meaning.empty());
  }
}

TEST_CASE("account names are part of stored rows and do not change") {
  struct Case {
    AccountKind kind;
    const char* name;
    Side side;
    Column column;
  };
  const Case cases[] = {
      {AccountKind::kExpenseAccrued, "EXPENSE_ACCRUED", Side::kDebit, Column::kMoney},
      {AccountKind::kPayable, "PAYABLE", Side::kCredit, Column::kMoney},
      {AccountKind::kBankClearing, "BANK_CLEARING", Side::kCredit, Column::kMoney},
      {AccountKind::kBank, "BANK", Side::kDebit, Column::kMoney},
      {AccountKind::kSuspense, "SUSPENSE", Side::kCredit, Column::kMoney},
      {AccountKind::kReceivable, "RECEIVABLE", Side::kDebit, Column::kMoney},
      {AccountKind::kUnfunded, "UNFUNDED", Side::kDebit, Column::kMemo},
      {AccountKind::kUnfundedContra, "UNFUNDED_CONTRA", Side::kCredit, Column::kMemo},
      {AccountKind::kBankCharges, "BANK_CHARGES", Side::kDebit, Column::kMoney},
      {AccountKind::kAdvance, "ADVANCE", Side::kDebit, Column::kMoney},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(AccountKindName(c.kind) == c.name);
    CHECK(DefinitionOf(c.kind).normal_side == c.side);
    CHECK(DefinitionOf(c.kind).column == c.column);
  }
  CHECK_FALSE(ParseAccountKind("payable").has_value());
  CHECK_FALSE(ParseAccountKind("").has_value());
}

TEST_CASE("account keys order by ledger, kind and currency, and differ when one of them does") {
  const AccountKey payable{"prv_a", AccountKind::kPayable, kTenge};
  const AccountKey bank{"prv_a", AccountKind::kBank, kTenge};
  const AccountKey other{"prv_b", AccountKind::kPayable, kTenge};
  const AccountKey dollars{"prv_a", AccountKind::kPayable, *Currency::FromCode("USD")};
  CHECK(payable == AccountKey{"prv_a", AccountKind::kPayable, kTenge});
  CHECK(payable < bank);
  CHECK(bank < other);
  CHECK(payable < dollars);
  CHECK_FALSE(dollars < payable);
  CHECK_FALSE(payable < payable);
}

}  // namespace
}  // namespace tirek::ledger
