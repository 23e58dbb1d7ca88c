#include "billing/ledger/book.h"

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

}  // namespace tirek::ledger
