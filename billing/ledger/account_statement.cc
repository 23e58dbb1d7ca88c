#include "billing/ledger/account_statement.h"

#include <array>
#include <utility>

namespace tirek::ledger {
namespace {

constexpr std::array kPayableAccounts = {AccountKind::kPayable};
constexpr std::array kReceivableAccounts = {AccountKind::kReceivable};
constexpr std::array kAdvanceAccounts = {AccountKind::kAdvance};
constexpr std::array kSettlementAccounts = {AccountKind::kPayable, AccountKind::kBankClearing,
                                            AccountKind::kReceivable, AccountKind::kAdvance};

constexpr std::array<std::string_view, kMovementKinds> kKindNames = {
    "ACCRUED", "ADJUSTED", "ORDERED", "PAID", "RETURNED", "REVERSED", "OTHER"};

}  // namespace

std::string_view AccountSetName(AccountSet set) {
  constexpr std::array<std::string_view, 4> kNames = {"PAYABLE", "RECEIVABLE", "SETTLEMENTS",
                                                      "ADVANCE"};
  return kNames[static_cast<std::size_t>(set)];
}

std::span<const AccountKind> AccountsOf(AccountSet set) {
  switch (set) {
    case AccountSet::kPayable:
      return kPayableAccounts;
    case AccountSet::kReceivable:
      return kReceivableAccounts;
    case AccountSet::kSettlements:
      return kSettlementAccounts;
    case AccountSet::kAdvance:
      return kAdvanceAccounts;
  }
  TIREK_ASSERT(false);
}

std::string_view MovementKindName(MovementKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

MovementKind MovementKindOf(std::string_view source_type, Money owed) {
  if (source_type == "CLAIM") return MovementKind::kAccrued;
  if (source_type == "ADJUSTMENT") return MovementKind::kAdjusted;
  if (source_type == "PAYMENT_ORDER") return MovementKind::kOrdered;
  if (source_type == "STATEMENT_LINE" || source_type == "MATCH") {
    return owed.is_negative() ? MovementKind::kPaid : MovementKind::kReturned;
  }
  return source_type == "REVERSAL" ? MovementKind::kReversed : MovementKind::kOther;
}

Result<CarriedBalances> CarryBalance(Money opening, std::span<const Money> owed) {
  const Money zero = Money::FromMinor(0, opening.currency());
  CarriedBalances carried{{}, zero, zero, opening};
  carried.after.reserve(owed.size());
  for (const Money& change : owed) {
    TIREK_ASSIGN_OR_RETURN(carried.closing, carried.closing.Plus(change));
    carried.after.push_back(carried.closing);
    if (change.is_negative()) {
      TIREK_ASSIGN_OR_RETURN(carried.debit, carried.debit.Minus(change));
    } else {
      TIREK_ASSIGN_OR_RETURN(carried.credit, carried.credit.Plus(change));
    }
  }
  return carried;
}

}  // namespace tirek::ledger
