// What finance does to ledgers by hand, and what anybody may keep and check of them.
#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/command.h"
#include "services/settlement/posting_queue.h"

namespace tirek::settlement {

class PostingService {
 public:
  explicit PostingService(const rpc::CallEnvironment& environment);

  // PROVIDER_NOT_FOUND, LEDGER_BUSY; what a ledger refuses is in the answers.
  Result<PostingOutcome> Post(const PostedCommands& commands, PostingRequest request,
                              bool validate_only);
  // The same without waiting for the outcome, but for room in the queue until `gives_up`.
  Result<PostingQueue::Outcome> Submit(const PostedCommands& commands, PostingRequest request,
                                       bool validate_only, const std::function<bool()>& gives_up);
  Result<AccountLimits> SetLimits(rpc::Call& call, const AccountLimits& limits);

 private:
  Result<void> RequireLedgers(const std::vector<ledger::CommandSet>& sets);

  rpc::CallEnvironment environment_;
  std::mutex mutex_;
  std::set<std::string> known_ledgers_;  // providers do not vanish
  PostingQueue queue_;
};

Result<std::vector<ListedReservation>> ListReservations(rpc::Call& call,
                                                        const ReservationFilter& filter,
                                                        const rpc::Page& page);

}  // namespace tirek::settlement
