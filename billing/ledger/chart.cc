#include "billing/ledger/chart.h"

#include <array>
#include <tuple>

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

constexpr std::array kChart = {
    AccountDefinition{AccountKind::kExpenseAccrued, "EXPENSE_ACCRUED", Side::kDebit, Column::kMoney,
                      "what the payer has recognised as cost of services rendered"},
    AccountDefinition{AccountKind::kPayable, "PAYABLE", Side::kCredit, Column::kMoney,
                      "adjudicated and not yet ordered to be paid"},
    AccountDefinition{AccountKind::kBankClearing, "BANK_CLEARING", Side::kCredit, Column::kMoney,
                      "ordered to be paid and not yet seen on the statement"},
    AccountDefinition{AccountKind::kBank, "BANK", Side::kDebit, Column::kMoney,
                      "this ledger's share of the payer's bank account"},
    AccountDefinition{AccountKind::kSuspense, "SUSPENSE", Side::kCredit, Column::kMoney,
                      "on the statement, and nobody knows yet whose it is"},
    AccountDefinition{AccountKind::kReceivable, "RECEIVABLE", Side::kDebit, Column::kMoney,
                      "what the provider owes back"},
    AccountDefinition{AccountKind::kUnfunded, "UNFUNDED", Side::kDebit, Column::kMemo,
                      "services accepted above the contract's ceiling, owed by nobody"},
    AccountDefinition{AccountKind::kUnfundedContra, "UNFUNDED_CONTRA", Side::kCredit, Column::kMemo,
                      "the other side of UNFUNDED"},
    AccountDefinition{AccountKind::kBankCharges, "BANK_CHARGES", Side::kDebit, Column::kMoney,
                      "what the bank has taken for itself"},
    AccountDefinition{AccountKind::kAdvance, "ADVANCE", Side::kDebit, Column::kMoney,
                      "paid before it was earned, and neither earned nor asked back yet"},
};

}  // namespace

std::span<const AccountDefinition> ChartOfAccounts() { return kChart; }

const AccountDefinition& DefinitionOf(AccountKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  TIREK_ASSERT(index < kChart.size());
  return kChart[index];
}

std::string_view AccountKindName(AccountKind kind) { return DefinitionOf(kind).name; }

std::optional<AccountKind> ParseAccountKind(std::string_view name) {
  for (const AccountDefinition& definition : kChart) {
    if (definition.name == name) return definition.kind;
  }
  return {};
}

bool operator<(const AccountKey& left, const AccountKey& right) {
  const auto key = [](const AccountKey& account) {
    return std::tuple(std::string_view(account.ledger_id), account.kind, account.currency.code());
  };
  return key(left) < key(right);
}

}  // namespace tirek::ledger
