// Waits for calls that may still commit facts which they recorded before now.
#pragma once

#include "core/sql/unit_of_work.h"
#include "services/billing/stop_signal.h"

namespace tirek::billing {

// Until every other transaction that is open now has ended; one that nobody ends is waited for half
// a minute. False when told to stop.
bool AwaitOlderTransactions(sql::UnitOfWork& work, StopSignal& stop);

}  // namespace tirek::billing
