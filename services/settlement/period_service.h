// The close of a month in two steps, and the way back, which takes two persons.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/period.h"

namespace tirek::settlement {

// Only adjustments post into the month afterwards. PERIOD_NOT_OVER, PERIOD_SOFT_CLOSED,
// PERIOD_CLOSED, PERIOD_HAS_OPEN_DOCUMENTS (what would still post into it; a violation each, the
// first 100).
Result<BooksPeriod> SoftClosePeriod(rpc::Call& call, const Month& month);

// Nothing posts into the month afterwards. Breaks do not hinder it: they stay open, by name.
// PERIOD_NOT_OVER, PERIOD_CLOSED, PERIOD_HAS_OPEN_DOCUMENTS (a violation each, the first 100).
Result<ClosedPeriod> ClosePeriod(rpc::Call& call, const Month& month);

// PERIOD_NOT_CLOSED, REOPENING_REQUESTED.
Result<BooksPeriod> RequestReopening(rpc::Call& call, const ReopeningRequest& request);
// The month goes one step back. ETAG_MISMATCH, REOPENING_NOT_REQUESTED, SAME_PRINCIPAL.
Result<BooksPeriod> ApproveReopening(rpc::Call& call, const ReopeningApproval& approval);
// REOPENING_NOT_REQUESTED.
Result<BooksPeriod> RefuseReopening(rpc::Call& call, const ReopeningRefusal& refusal);

Result<std::vector<BooksPeriod>> ListPeriods(rpc::Call& call, const rpc::Page& page);
Result<std::vector<PeriodEvent>> ListPeriodEvents(rpc::Call& call, const PeriodEventFilter& filter,
                                                  const rpc::Page& page);

}  // namespace tirek::settlement
