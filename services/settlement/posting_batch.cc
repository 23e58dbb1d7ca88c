#include "services/settlement/posting_batch.h"

#include <map>
#include <utility>

#include "billing/ledger/decide.h"
#include "core/base/fault.h"
#include "core/sql/audit_log.h"
#include "services/settlement/book_gateway.h"
#include "services/settlement/known_gateway.h"
#include "services/settlement/request_gateway.h"

namespace tirek::settlement {
namespace {

using Jobs = std::span<const std::unique_ptr<PostingJob>>;

Error RequestIdReused() {
  return {ErrorKind::kAlreadyExists,
          "REQUEST_ID_REUSED",
          "This request_id was used for another request; take a new one.",
          {},
          {}};
}

// Jobs whose request is kept already, or comes a second time in this batch, and those to be done.
class Sorted {
 public:
  Sorted(Jobs jobs, const StoredRequests& stored) : outcomes_(jobs.size()) {
    std::map<sql::RequestKey, std::size_t> first;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
      const auto& request = jobs[i]->request;
      if (!request) {
        fresh_.push_back(i);
        continue;
      }
      const sql::RequestKey key{request->principal, request->request_id};
      if (const auto kept = stored.find(key); kept != stored.end()) {
        outcomes_[i] = Kept(*request, kept->second);
      } else if (const auto [same, added] = first.emplace(key, i); added) {
        fresh_.push_back(i);
      } else if (jobs[same->second]->request->digest == request->digest) {
        twins_.emplace_back(i, same->second);
      } else {
        outcomes_[i] = RequestIdReused();
      }
    }
  }

  const std::vector<std::size_t>& fresh() const { return fresh_; }
  void Set(std::size_t job, Answers answers) {
    outcomes_[job] = PostingOutcome{std::move(answers), ""};
  }
  std::vector<Result<PostingOutcome>> Take() {
    for (const auto& [twin, first] : twins_) outcomes_[twin] = outcomes_[first];
    std::vector<Result<PostingOutcome>> taken;
    for (auto& outcome : outcomes_) taken.push_back(*std::move(outcome));
    return taken;
  }

 private:
  static Result<PostingOutcome> Kept(const PostingRequest& request,
                                     const sql::StoredRequest& stored) {
    if (stored.digest != request.digest) return RequestIdReused();
    return PostingOutcome{{}, stored.response};
  }

  std::vector<std::optional<Result<PostingOutcome>>> outcomes_;
  std::vector<std::size_t> fresh_;
  std::vector<std::pair<std::size_t, std::size_t>> twins_;  // a job, and the one it repeats
};

// The jobs at `fresh` done in one book; their answers, job by job.
std::vector<Answers> Do(sql::UnitOfWork& work, Jobs jobs, const std::vector<std::size_t>& fresh,
                        IdSource& ids, Instant now) {
  std::vector<ledger::CommandSet> sets;
  for (const std::size_t job : fresh) {
    sets.insert(sets.end(), jobs[job]->sets.begin(), jobs[job]->sets.end());
  }
  BookGateway gateway(work);
  ledger::Book book = gateway.Open(sets, now);
  KnownGateway(work).AddTo(sets, book);
  gateway.ReadDays(sets, book);
  auto answers = ledger::Decide(book, sets, now, ids);
  gateway.Write(book, now);
  std::vector<Answers> by_job;
  auto next = answers.begin();
  for (const std::size_t job : fresh) {
    const auto count = static_cast<std::ptrdiff_t>(jobs[job]->sets.size());
    by_job.emplace_back(std::make_move_iterator(next), std::make_move_iterator(next + count));
    next += count;
  }
  return by_job;
}

std::string SubjectOf(const Answers& answers) {
  for (const auto& set : answers) {
    for (const ledger::Answer& answer : set) {
      if (!answer.entry_id.empty()) return answer.entry_id;
    }
  }
  return "";
}

// Last before the commit: the log's head is one lock for all.
void Keep(sql::UnitOfWork& work, Jobs jobs, const std::vector<std::size_t>& fresh,
          const std::vector<Answers>& answers, Instant now) {
  std::vector<KeptRequest> kept;
  std::vector<sql::AuditEvent> events;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const auto& request = jobs[fresh[i]]->request;
    if (!request) continue;
    kept.push_back({{request->principal, request->request_id},
                    {request->digest, request->render(answers[i])}});
    events.push_back({request->principal, request->role, request->method, request->request_id, "OK",
                      SubjectOf(answers[i])});
  }
  RequestGateway(work).Store(kept);
  sql::AuditLog(work, "settlement").AppendAll(events, now);
}

}  // namespace

std::vector<Result<PostingOutcome>> PostBatch(const PostingEnvironment& environment, Jobs jobs) {
  sql::UnitOfWork work(environment.database, sql::Scope::Everything());
  const Instant now = environment.clock.Now();
  Sorted sorted(jobs, RequestGateway(work).Find(jobs));
  const std::vector<std::size_t> fresh = sorted.fresh();
  if (fresh.empty()) return sorted.Take();
  std::vector<Answers> answers = Do(work, jobs, fresh, environment.ids, now);
  if (!jobs.front()->validate_only) {
    Keep(work, jobs, fresh, answers, now);
    FaultPoint("ledger.written");
    work.Commit();
    FaultPoint("ledger.committed");
  }
  for (std::size_t i = 0; i < fresh.size(); ++i) sorted.Set(fresh[i], std::move(answers[i]));
  return sorted.Take();
}

}  // namespace tirek::settlement
