// A request under an id that was used before: the same again, or another one by mistake.
#pragma once

#include "billing/ledger/command.h"

namespace tirek::ledger {

// kExists where both are the same, else what they differ in first.
Verdict CompareWith(const Entry& known, const Entry& asked);
Verdict CompareWith(const ReservationDraft& known, const ReservationDraft& asked);

}  // namespace tirek::ledger
