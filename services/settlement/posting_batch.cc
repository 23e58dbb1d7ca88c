#include "services/settlement/posting_batch.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "billing/ledger/decide.h"
#include "core/base/fault.h"
#include "core/sql/audit_log.h"
#include "services/settlement/book_gateway.h"
#include "services/settlement/known_gateway.h"
#include "services/settlement/ledger_row_gateway.h"
#include "services/settlement/request_gateway.h"

namespace tirek::settlement {
namespace {

using Jobs = std::span<const std::unique_ptr<PostingJob>>;

constexpr sql::WithFirstTrip kBegin = {sql::Plans::kByIndexes};

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
  // With the answers to those that were fresh.
  Outcomes Take(std::vector<Answers> answers) {
    for (std::size_t i = 0; i < fresh_.size(); ++i) {
      outcomes_[fresh_[i]] = PostingOutcome{std::move(answers[i]), ""};
    }
    for (const auto& [twin, first] : twins_) outcomes_[twin] = outcomes_[first];
    Outcomes taken;
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

std::vector<ledger::CommandSet> SetsOf(Jobs jobs, const std::vector<std::size_t>& places) {
  std::vector<ledger::CommandSet> sets;
  for (const std::size_t place : places) {
    sets.insert(sets.end(), jobs[place]->sets.begin(), jobs[place]->sets.end());
  }
  return sets;
}

// Answers set by set as those of each job at `fresh`.
std::vector<Answers> ByJob(Jobs jobs, const std::vector<std::size_t>& fresh, Answers answers) {
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

void Keep(sql::Trip& trip, Jobs jobs, const std::vector<std::size_t>& fresh,
          const std::vector<Answers>& answers) {
  std::vector<KeptRequest> kept;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const auto& request = jobs[fresh[i]]->request;
    if (!request) continue;
    kept.push_back({{request->principal, request->request_id},
                    {request->digest, request->render(answers[i])}});
  }
  RequestGateway(trip).Store(kept);
}

std::vector<sql::AuditEvent> EventsOf(Jobs jobs, const std::vector<std::size_t>& fresh,
                                      const std::vector<Answers>& answers) {
  std::vector<sql::AuditEvent> events;
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    const auto& request = jobs[fresh[i]]->request;
    if (!request) continue;
    events.push_back({request->principal, request->role, request->method, request->request_id, "OK",
                      SubjectOf(answers[i])});
  }
  return events;
}

// All that is written, and the commit; `writing` has what goes before it. The log's head is locked
// last, because it is one lock for all; the events' hashes need it, so they go with the commit.
void WriteAndCommit(sql::UnitOfWork& work, sql::Trip& writing, const ledger::Book& book, Jobs jobs,
                    const std::vector<std::size_t>& fresh, const std::vector<Answers>& answers,
                    Instant now) {
  const std::vector<sql::AuditEvent> events = EventsOf(jobs, fresh, answers);
  sql::AuditLog log(work, "settlement");
  BookGateway(work).Write(book, now, writing);
  Keep(writing, jobs, fresh, answers);
  if (!events.empty()) log.AddLock(writing);
  writing.Go();
  FaultPoint("ledger.written");
  sql::Trip ending(work);
  if (!events.empty()) log.AddEvents(events, now, ending);
  ending.GoAndCommit();
  FaultPoint("ledger.committed");
}

std::vector<std::size_t> AllOf(Jobs jobs) {
  std::vector<std::size_t> places(jobs.size());
  std::iota(places.begin(), places.end(), 0);
  return places;
}

bool AllDone(const Answers& answers) {
  return std::all_of(answers.begin(), answers.end(), [](const auto& set) {
    return std::all_of(set.begin(), set.end(), [](const ledger::Answer& answer) {
      return answer.verdict == ledger::Verdict::kDone;
    });
  });
}

}  // namespace

Outcomes PostBatch(const PostingEnvironment& environment, Jobs jobs, LedgerMemory& memory) {
  sql::UnitOfWork work(environment.database, sql::Scope::Everything(), kBegin);
  const Instant now = environment.clock.Now();
  BookGateway gateway(work);
  ledger::Book book;
  StoredRequests stored;
  {
    // Of all jobs in one trip, though some may turn out to be kept already.
    const std::vector<ledger::CommandSet> sets = SetsOf(jobs, AllOf(jobs));
    KnownGateway known(sets);
    sql::Trip reading(work);
    RequestGateway(reading).Find(jobs, stored);
    gateway.Open(sets, reading, book);
    known.Ask(reading);
    reading.Go();
    gateway.OpenNew(sets, book);
    known.AddTo(work, book);
  }
  Sorted sorted(jobs, stored);
  const std::vector<std::size_t> fresh = sorted.fresh();
  if (fresh.empty()) return sorted.Take({});
  const std::vector<ledger::CommandSet> sets = SetsOf(jobs, fresh);
  gateway.ReadReservations(sets, now, book);
  // Only finance posts by hand, and adjusting a month that is closed softly is finance's to do.
  std::vector<Answers> answers = ByJob(jobs, fresh, ledger::Decide(book, sets, now));
  if (!jobs.front()->validate_only) {
    sql::Trip writing(work);
    WriteAndCommit(work, writing, book, jobs, fresh, answers, now);
    memory.Keep(book);
  }
  return sorted.Take(std::move(answers));
}

std::optional<Outcomes> PostFromMemory(const PostingEnvironment& environment, Jobs jobs,
                                       LedgerMemory& memory) {
  // Whether a request or a source was there before is told by their keys, when they are written.
  Sorted sorted(jobs, {});
  const std::vector<ledger::CommandSet> sets = SetsOf(jobs, sorted.fresh());
  ledger::Book book;
  if (jobs.front()->validate_only || !memory.Take(sets, book)) return {};
  const Instant now = environment.clock.Now();
  Answers decided = ledger::Decide(book, sets, now);
  // A refusal stands for what the database says, so that it is asked.
  if (!AllDone(decided)) return {};
  const std::vector<Answers> answers = ByJob(jobs, sorted.fresh(), std::move(decided));
  try {
    sql::UnitOfWork work(environment.database, sql::Scope::Everything(), kBegin);
    sql::Trip writing(work);
    BookGateway::HoldKnown(sets, writing, book);
    WriteAndCommit(work, writing, book, jobs, sorted.fresh(), answers, now);
  } catch (const LedgerMoved&) {
    return {};
  } catch (const soci::soci_error&) {
    return {};
  }
  memory.Keep(book);
  return sorted.Take(answers);
}

}  // namespace tirek::settlement
