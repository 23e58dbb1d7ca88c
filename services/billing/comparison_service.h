// The use cases that compute a month without writing: replay, difference, a draft tried out, the
// shares of pots.
#pragma once

#include "core/rpc/call.h"
#include "services/billing/comparison.h"
#include "services/billing/stop_signal.h"

namespace tirek::billing {

// Each first waits for the calls that may still commit facts recorded before it, so that the same
// instant asked for twice gives the same twice.
class ComparisonService {
 public:
  // `stop` ends waits; it outlives the service.
  explicit ComparisonService(StopSignal& stop) : stop_(stop) {}

  // RUN_NOT_FOUND; fails as a run does.
  Result<Replay> ReplayMonth(rpc::Call& call, const Replaying& wanted);
  // RUN_NOT_COMPLETED where no time is given and no run of the month is completed.
  Result<Comparison> Diff(rpc::Call& call, const Comparing& wanted);
  // ORDER_NOT_FOUND where no contract of the facts is under an order of the draft's code.
  Result<Comparison> TryOrder(rpc::Call& call, const TryingOrder& wanted);
  // Of the orders' pots in force in the month, among the providers with a contract under the order.
  // Fails as capitation::ShareOut.
  Result<std::vector<PotShare>> SharePots(rpc::Call& call, const SharingPots& wanted);

 private:
  Result<void> AwaitFacts(rpc::Call& call);

  StopSignal& stop_;
};

}  // namespace tirek::billing
