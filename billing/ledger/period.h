// A month of the books: what it takes in each state, and which way back there is.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/clock.h"

namespace tirek::ledger {

// Softly closed: finance's adjustments post into it, and nothing else.
enum class PeriodState { kOpen, kSoftClosed, kClosed };
std::string_view PeriodStateName(PeriodState state);  // "SOFT_CLOSED"
std::optional<PeriodState> ParsePeriodState(std::string_view name);

struct Period {
  PeriodState state = PeriodState::kOpen;
  Instant since;  // what is posted from then on is recorded at this time or later

  friend bool operator==(const Period&, const Period&) = default;

  // Does what posts into it have to be an adjustment, or nothing at all?
  bool Takes(bool adjustment) const {
    return state == PeriodState::kOpen || (state == PeriodState::kSoftClosed && adjustment);
  }
};

// A reopening goes one step back: what was closed takes adjustments first. None for an open month.
std::optional<PeriodState> StateBefore(PeriodState state);

}  // namespace tirek::ledger
