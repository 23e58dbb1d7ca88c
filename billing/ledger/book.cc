#include "billing/ledger/book.h"

#include <algorithm>
#include <array>

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

constexpr std::array<std::string_view, 4> kReservationStates = {"OPEN", "POSTED", "VOIDED",
                                                                "EXPIRED"};

}  // namespace

std::string_view ReservationStateName(ReservationState state) {
  const auto index = static_cast<std::size_t>(state);
  TIREK_ASSERT(index < kReservationStates.size());
  return kReservationStates[index];
}

std::optional<ReservationState> ParseReservationState(std::string_view name) {
  for (std::size_t i = 0; i < kReservationStates.size(); ++i) {
    if (kReservationStates[i] == name) return static_cast<ReservationState>(i);
  }
  return {};
}

Account& LedgerBook::Open(AccountKind kind, Currency currency) {
  for (Account& account : accounts) {
    if (account.kind == kind && account.currency == currency) return account;
  }
  return accounts.emplace_back(Account{kind, currency, {}});
}

bool LedgerBook::HasReserved() const {
  return std::any_of(accounts.begin(), accounts.end(), [](const Account& account) {
    return account.state.reserved_debit_minor != 0 || account.state.reserved_credit_minor != 0;
  });
}

bool LedgerBook::IsChanged() const {
  return changed || std::any_of(accounts.begin(), accounts.end(),
                                [](const Account& account) { return account.changed; });
}

void LedgerBook::Settle(std::uint32_t new_version) {
  if (!IsChanged()) return;
  version = new_version;
  stored_hash = head.hash;
  changed = false;
  months_begun.clear();
  turnovers.clear();
  for (Account& account : accounts) {
    account.stored = account.stored || account.changed;
    account.changed = account.reserved_changed = false;
  }
}

}  // namespace tirek::ledger
