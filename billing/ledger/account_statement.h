// A statement of accounts: what moved what is owed to the provider, and the balance after each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/ledger/chart.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::ledger {

// Which accounts of a ledger a statement is of.
enum class AccountSet { kPayable, kReceivable, kSettlements, kAdvance };

std::string_view AccountSetName(AccountSet set);  // "PAYABLE", "RECEIVABLE", …
std::span<const AccountKind> AccountsOf(AccountSet set);

// What an entry is to somebody who reads the statement.
enum class MovementKind { kAccrued, kAdjusted, kOrdered, kPaid, kReturned, kReversed, kOther };

inline constexpr std::size_t kMovementKinds = 7;

std::string_view MovementKindName(MovementKind kind);  // "ACCRUED", …

// Of an entry by the document that it comes from ("CLAIM") and by how it changes what is owed.
MovementKind MovementKindOf(std::string_view source_type, Money owed);

struct CarriedBalances {
  std::vector<Money> after;                     // what is owed after each
  Money debit = Money::FromMinor(0, kTenge);    // owed less
  Money credit = Money::FromMinor(0, kTenge);   // owed more
  Money closing = Money::FromMinor(0, kTenge);  // opening - debit + credit
};

// `owed`: by how much more is owed to the provider with each movement, in their order.
// AMOUNT_OVERFLOW, CURRENCY_MISMATCH.
Result<CarriedBalances> CarryBalance(Money opening, std::span<const Money> owed);

}  // namespace tirek::ledger
