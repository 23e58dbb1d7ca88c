#include "services/settlement/posting_queue.h"

#include <chrono>
#include <utility>

#include "core/sql/constraint.h"
#include "services/settlement/posting_batch.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kCommandsAtOnce = 8'192;    // beyond it a batch only answers later
constexpr std::size_t kCommandsWaiting = 65'536;  // in memory, a shard
constexpr int kAttempts = 3;
constexpr std::chrono::milliseconds kRoomStep(20);  // until a caller is asked whether it gives up

// Of a request id that somebody else kept since we looked, in another shard or server.
constexpr sql::ConstraintMeaning kKeptMeanwhile[] = {
    {"request_pk", ErrorKind::kConflict, "REQUEST_ID_REUSED", "This request id was used."}};

bool IsWorthAnotherTry(const soci::soci_error& error) {
  return sql::IsRetryable(error) || sql::IsConnectionLoss(error) ||
         sql::MeaningOf(error, kKeptMeanwhile);
}

std::size_t CommandsOf(const PostingJob& job) {
  std::size_t commands = 0;
  for (const ledger::CommandSet& set : job.sets) commands += set.size();
  return commands;
}

using Jobs = std::vector<std::unique_ptr<PostingJob>>;

}  // namespace

class PostingQueue::Shard {
 public:
  explicit Shard(const PostingEnvironment& environment)
      : environment_(environment), thread_([this] { Loop(); }) {}

  ~Shard() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  // False when the queue is full and the caller gives up.
  bool Add(PostingJob job, const std::function<bool()>& gives_up) {
    const std::size_t commands = CommandsOf(job);
    {
      std::unique_lock lock(mutex_);
      while (waiting_ + commands > kCommandsWaiting) {
        if (gives_up()) return false;
        room_.wait_for(lock, kRoomStep);
      }
      waiting_ += commands;
      jobs_.push_back(std::make_unique<PostingJob>(std::move(job)));
    }
    wake_.notify_one();
    return true;
  }

 private:
  void Loop() {
    for (Jobs jobs = Take(); !jobs.empty(); jobs = Take()) Answer(jobs);
  }

  // Waits for jobs; none once the queue is to end and nothing waits any more.
  Jobs Take() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    Jobs taken;
    std::size_t commands = 0;
    while (!jobs_.empty()) {
      const std::size_t more = CommandsOf(*jobs_.front());
      // What is only tried is rolled back, so that it goes alone.
      const bool alone = jobs_.front()->validate_only;
      if (!taken.empty() && (alone || commands + more > kCommandsAtOnce)) break;
      commands += more;
      taken.push_back(std::move(jobs_.front()));
      jobs_.pop_front();
      if (alone) break;
    }
    waiting_ -= commands;
    room_.notify_all();
    return taken;
  }

  // One commit for all. Where that fails, one for each, so that a job suffers for itself alone.
  void Answer(Jobs& jobs) {
    try {
      Commit(jobs);
      return;
    } catch (const std::exception&) {
      if (jobs.size() == 1) {
        jobs.front()->done.set_exception(std::current_exception());
        return;
      }
    }
    for (auto& job : jobs) {
      Jobs single;
      single.push_back(std::move(job));
      Answer(single);
    }
  }

  // Run again after a deadlock, and after a lost connection: whether that had committed is told by
  // the request ids and the ids of the commands. Two servers may meet on one request id, too.
  void Commit(Jobs& jobs) {
    if (auto outcomes = PostFromMemory(environment_, jobs, memory_)) {
      return Fulfil(jobs, *std::move(outcomes));
    }
    for (int attempt = 1;; ++attempt) {
      try {
        return Fulfil(jobs, PostBatch(environment_, jobs, memory_));
      } catch (const soci::soci_error& error) {
        if (!IsWorthAnotherTry(error) || attempt == kAttempts) throw;
      }
    }
  }

  static void Fulfil(Jobs& jobs, Outcomes outcomes) {
    for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i]->done.set_value(std::move(outcomes[i]));
  }

  PostingEnvironment environment_;
  LedgerMemory memory_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable room_;
  std::deque<std::unique_ptr<PostingJob>> jobs_;
  std::size_t waiting_ = 0;  // commands
  bool stopping_ = false;
  std::thread thread_;
};

PostingQueue::PostingQueue(const PostingEnvironment& environment, int shards) {
  for (int i = 0; i < shards; ++i) shards_.push_back(std::make_unique<Shard>(environment));
}

PostingQueue::~PostingQueue() = default;

std::size_t PostingQueue::ShardOf(const std::string& ledger_id) const {
  return std::hash<std::string>()(ledger_id) % shards_.size();
}

Result<PostingQueue::Outcome> PostingQueue::Submit(PostingJob job,
                                                   const std::function<bool()>& gives_up) {
  const std::size_t shard = ShardOf(ledger::LedgerIdOf(job.sets.front().front()));
  auto done = job.done.get_future();
  if (shards_[shard]->Add(std::move(job), gives_up)) return done;
  return Error{ErrorKind::kUnavailable,
               "LEDGER_BUSY",
               "The ledger has more to post than it can queue; retry shortly.",
               {},
               {}};
}

Result<PostingOutcome> PostingQueue::Post(std::vector<ledger::CommandSet> sets,
                                          std::optional<PostingRequest> request,
                                          bool validate_only) {
  PostingJob job{std::move(sets), std::move(request), validate_only, {}};
  TIREK_ASSIGN_OR_RETURN(Outcome done, Submit(std::move(job), [] { return true; }));
  return done.get();
}

}  // namespace tirek::settlement
