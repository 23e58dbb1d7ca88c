// The chart of accounts: which accounts a ledger has and what a balance on each of them means.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/money/currency.h"

namespace tirek::ledger {

enum class AccountKind {
  kExpenseAccrued,
  kPayable,
  kBankClearing,
  kBank,
  kSuspense,
  kReceivable,
  kUnfunded,
  kUnfundedContra,
  kBankCharges,
  kAdvance,
};

// The side on which the account's balance stands when all is as it should be.
enum class Side { kDebit, kCredit };

// Memo accounts count obligations outside the money: they balance among themselves.
enum class Column { kMoney, kMemo };

struct AccountDefinition {
  AccountKind kind;
  std::string_view name;  // stable: stored and sent as this text
  Side normal_side;
  Column column;
  std::string_view meaning;
};

// Every kind once, in the order of the enumeration.
std::span<const AccountDefinition> ChartOfAccounts();
const AccountDefinition& DefinitionOf(AccountKind kind);
std::string_view AccountKindName(AccountKind kind);  // "PAYABLE"
std::optional<AccountKind> ParseAccountKind(std::string_view name);

// The payer's own ledger, for money on the statement that belongs to no provider yet. Every other
// ledger is named by its provider's id.
inline constexpr std::string_view kPayerLedger = "PAYER";

// One account: nobody shares it, so ledgers distribute over machines by provider.
struct AccountKey {
  std::string ledger_id;
  AccountKind kind;
  Currency currency;

  friend bool operator==(const AccountKey&, const AccountKey&) = default;
  friend bool operator<(const AccountKey& left, const AccountKey& right);
};

}  // namespace tirek::ledger
