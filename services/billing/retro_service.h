// The use cases of late facts and adjustments.
#pragma once

#include <span>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/billing/adjustment_posting.h"
#include "services/billing/retro.h"
#include "services/billing/stop_signal.h"

namespace tirek::billing {

class RetroService {
 public:
  // `stop` ends waits; both outlive the service.
  RetroService(const rpc::CallEnvironment& environment, StopSignal& stop)
      : environment_(environment), stop_(stop) {}

  // Changes nothing. SHUTTING_DOWN, and what keeps a month from being computed.
  Result<LateDifferences> Check(rpc::Call& call, const LateFactQuery& query);

  // What Check finds, posted: a transaction for each provider, so that whoever was killed goes on
  // with the same request where it stood. The adjustments of the request.
  // ADJUSTMENTS_IN_PROGRESS, RUN_IN_PROGRESS, and what keeps an adjustment from being posted.
  Result<std::vector<Adjustment>> Post(rpc::Call& call, const NewAdjustments& wanted);

  Result<Adjustment> Get(rpc::Call& call, const AdjustmentId& id);
  Result<std::vector<Adjustment>> List(rpc::Call& call, AdjustmentFilter filter,
                                       const rpc::Page& page);
  Result<std::vector<AdjustmentLine>> ListLines(rpc::Call& call, const AdjustmentLineFilter& filter,
                                                const rpc::Page& page);

 private:
  Result<std::vector<Adjustment>> PostProvider(std::span<const ClaimDifferences> claims,
                                               const PostingTerms& terms, int last_sequence,
                                               bool validate_only);

  const rpc::CallEnvironment& environment_;
  StopSignal& stop_;
};

}  // namespace tirek::billing
