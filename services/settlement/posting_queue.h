// Posts what many callers want in few transactions. Each shard of ledgers has a worker that takes
// whatever waits when it is free, posts it as one transaction, and answers after the commit: nobody
// waits for a timer, and under load a commit is shared by as many as wait for it.
//
// Which shard a ledger has is only a matter of speed: ledgers are locked in the order of their ids,
// here, in documents' own transactions and in other processes.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/sql/database.h"
#include "services/settlement/posting_job.h"

namespace tirek::settlement {

struct PostingEnvironment {
  sql::Database& database;  // one session a shard is in use
  const Clock& clock;
};

class PostingQueue {
 public:
  PostingQueue(const PostingEnvironment& environment, int shards);
  ~PostingQueue();
  PostingQueue(const PostingQueue&) = delete;
  PostingQueue& operator=(const PostingQueue&) = delete;

  using Outcome = std::future<Result<PostingOutcome>>;

  // Waits until the job is committed, or refused. LEDGER_BUSY when too much waits already; throws
  // what the database threw. The commands of a job are at least one.
  Result<PostingOutcome> Post(std::vector<ledger::CommandSet> sets,
                              std::optional<PostingRequest> request = {},
                              bool validate_only = false);

  // Does not wait for the outcome, which throws what the database threw; waits for room in the
  // queue until `gives_up`, then LEDGER_BUSY.
  Result<Outcome> Submit(PostingJob job, const std::function<bool()>& gives_up);

  // The shard that posts to a ledger; a job goes to that of its first command.
  std::size_t ShardOf(const std::string& ledger_id) const;

 private:
  class Shard;
  std::vector<std::unique_ptr<Shard>> shards_;
};

}  // namespace tirek::settlement
