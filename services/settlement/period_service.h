// The close of a month.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/period.h"

namespace tirek::settlement {

// Nothing posts into the month afterwards. Breaks do not hinder it: they stay open, by name.
// PERIOD_NOT_OVER, PERIOD_CLOSED, PERIOD_HAS_OPEN_DOCUMENTS (a violation each, the first 100).
Result<ClosedPeriod> ClosePeriod(rpc::Call& call, const Month& month);

Result<std::vector<BooksPeriod>> ListPeriods(rpc::Call& call, const rpc::Page& page);

}  // namespace tirek::settlement
