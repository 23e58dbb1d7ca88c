// The use cases that compute a month without writing: replay, difference, a draft tried out, the
// shares of pots.
#pragma once

#include "core/rpc/call.h"
#include "services/billing/comparison.h"

namespace tirek::billing {

// Facts recorded by other calls that are not committed yet are in none of them.
class ComparisonService {
 public:
  // RUN_NOT_FOUND; fails as a run does.
  static Result<Replay> ReplayMonth(rpc::Call& call, const Replaying& wanted);
  // RUN_NOT_COMPLETED where no time is given and no run of the month is completed.
  static Result<Comparison> Diff(rpc::Call& call, const Comparing& wanted);
  // ORDER_NOT_FOUND where no contract of the facts is under an order of the draft's code.
  static Result<Comparison> TryOrder(rpc::Call& call, const TryingOrder& wanted);
  // Of the orders' pots in force in the month, among the providers with a contract under the order.
  // Fails as capitation::ShareOut.
  static Result<std::vector<PotShare>> SharePots(rpc::Call& call, const SharingPots& wanted);
};

}  // namespace tirek::billing
