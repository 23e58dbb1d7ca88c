#include "billing/ledger/period.h"

#include <array>

#include "core/base/assert.h"

namespace tirek::ledger {
namespace {

constexpr std::array<std::string_view, 3> kStates = {"OPEN", "SOFT_CLOSED", "CLOSED"};

}  // namespace

std::string_view PeriodStateName(PeriodState state) {
  const auto index = static_cast<std::size_t>(state);
  TIREK_ASSERT(index < kStates.size());
  return kStates[index];
}

std::optional<PeriodState> ParsePeriodState(std::string_view name) {
  for (std::size_t i = 0; i < kStates.size(); ++i) {
    if (kStates[i] == name) return static_cast<PeriodState>(i);
  }
  return {};
}

std::optional<PeriodState> StateBefore(PeriodState state) {
  switch (state) {
    case PeriodState::kClosed:
      return PeriodState::kSoftClosed;
    case PeriodState::kSoftClosed:
      return PeriodState::kOpen;
    case PeriodState::kOpen:
      return {};
  }
  AssertFailed("a known period state", __FILE__, __LINE__);
}

}  // namespace tirek::ledger
