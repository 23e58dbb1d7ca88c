#include "services/billing/capitation_runner.h"

#include <algorithm>
#include <future>

#include "billing/capitation/result_hash.h"
#include "core/base/fault.h"
#include "services/billing/line_gateway.h"
#include "services/billing/older_transactions.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

using capitation::Line;
using sql::Isolation;
using sql::Scope;
using sql::UnitOfWork;

// The lines are ordered by provider.
Result<std::vector<ProviderTotals>> TotalsByProvider(const std::vector<Line>& lines) {
  std::vector<ProviderTotals> providers;
  for (auto first = lines.begin(); first != lines.end();) {
    const auto last = std::find_if(first, lines.end(), [&first](const Line& line) {
      return line.provider_id != first->provider_id;
    });
    TIREK_ASSIGN_OR_RETURN(const LineTotals totals, TotalsOf({first, last}));
    providers.push_back({first->provider_id, totals});
    first = last;
  }
  return providers;
}

// What ListCapitationRuns shows of an error: its sentence, and everything that it names.
std::string FailureText(const Error& error) {
  constexpr std::size_t kMostNamed = 20;
  std::string text = error.reason + ": " + error.message;
  for (const auto& [name, value] : error.metadata) text += " " + name + ": " + value + ".";
  for (std::size_t i = 0; i < std::min(error.violations.size(), kMostNamed); ++i) {
    const Violation& violation = error.violations[i];
    text += " " + violation.field + ": " + violation.reason + ", " + violation.expected + ".";
  }
  return text;
}

std::string FailureText(const std::vector<Error>& errors) {
  constexpr std::size_t kMostErrors = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(errors.size(), kMostErrors); ++i) {
    text += (i == 0 ? "" : "\n") + FailureText(errors[i]);
  }
  return text;
}

}  // namespace

// What the groups looked at so far came to.
class CapitationRunner::Progress {
 public:
  Result<void> Add(const std::vector<Line>& lines) {
    TIREK_ASSIGN_OR_RETURN(const LineTotals totals, TotalsOf(lines));
    TIREK_RETURN_IF_ERROR(billing::Add(totals_, totals));
    hasher_.Add(lines);
    return {};
  }

  std::string Hash() { return hasher_.Finish(); }

 private:
  LineTotals totals_;  // that they fit
  capitation::ResultHasher hasher_;
};

// The lines of one group after another, the next one's computed while the caller writes: reading
// and computing take as long as writing does.
class CapitationRunner::Lookahead {
 public:
  Lookahead(CapitationRunner& runner, const CapitationRun& run,
            const std::vector<ProviderGroup>& groups)
      : runner_(runner), run_(run), groups_(groups) {
    Begin();
  }

  // Of the next group; once a group.
  Result<std::vector<Line>> Take() {
    Result<std::vector<Line>> lines = lines_.get();
    Begin();
    return lines;
  }

 private:
  // The lock of the run, a reader and a writer; and one session at least is for calls.
  static constexpr int kSessions = 4;

  void Begin() {
    if (next_ == groups_.size()) return;
    const bool has_room = runner_.environment_.database.options().sessions >= kSessions;
    lines_ = std::async(has_room ? std::launch::async : std::launch::deferred,
                        [this, &group = groups_[next_]] { return runner_.LinesOf(run_, group); });
    ++next_;
  }

  CapitationRunner& runner_;
  const CapitationRun& run_;
  const std::vector<ProviderGroup>& groups_;
  std::size_t next_ = 0;
  std::future<Result<std::vector<Line>>> lines_;  // its destructor awaits the end
};

Result<RunOutcome> CapitationRunner::Run(const CapitationRun& run) {
  const RunLock lock(environment_.database, run.run_id);
  if (!lock.held()) return RunOutcome::kLeft;
  {
    // Whoever held the lock before may have ended it.
    UnitOfWork work(environment_.database, Scope::Everything());
    const auto current = RunGateway(work).Find(run.run_id);
    if (!current || !current->is_running()) return RunOutcome::kEnded;
  }
  if (!AwaitFacts()) return RunOutcome::kLeft;
  std::vector<Error> errors;
  const RunOutcome outcome = Compute(run, errors);
  if (outcome == RunOutcome::kLeft || errors.empty()) return outcome;
  Fail(run.run_id, FailureText(errors));
  return errors.front();
}

// A call that began before the run may still commit facts recorded before `known_at`: they belong
// to the run.
bool CapitationRunner::AwaitFacts() {
  UnitOfWork work(environment_.database, Scope::Everything());
  return AwaitOlderTransactions(work, stop_);
}

void CapitationRunner::Fail(const RunId& id, const std::string& failure) {
  UnitOfWork work(environment_.database, Scope::Everything());
  RunGateway(work).Fail(id, failure, environment_.clock.Now());
  work.Commit();
}

RunOutcome CapitationRunner::Compute(const CapitationRun& run, std::vector<Error>& errors) {
  const std::optional<Beginning> beginning = Begin(run);
  if (!beginning) return RunOutcome::kEnded;
  Progress progress;
  Lookahead lookahead(*this, run, beginning->groups);
  for (std::size_t group = 0; group < beginning->groups.size(); ++group) {
    if (stop_.stopped()) return RunOutcome::kLeft;
    auto lines = lookahead.Take();
    const auto added = lines ? progress.Add(*lines) : Result<void>(lines.error());
    if (!added) errors.push_back(added.error());
    if (!errors.empty()) continue;
    std::vector<Line> missing = *std::move(lines);
    std::erase_if(missing,
                  [&](const Line& line) { return beginning->done.contains(line.provider_id); });
    if (!Write(run.run_id, missing)) return RunOutcome::kEnded;
  }
  if (!errors.empty()) return RunOutcome::kEnded;
  UnitOfWork work(environment_.database, Scope::Everything());
  RunGateway(work).Complete(run.run_id, progress.Hash(), environment_.clock.Now());
  work.Commit();
  return RunOutcome::kEnded;
}

std::optional<CapitationRunner::Beginning> CapitationRunner::Begin(const CapitationRun& run) {
  UnitOfWork work(environment_.database, Scope::Everything());
  Beginning beginning;
  beginning.groups = ProviderGroups(work, run.month);
  int providers = 0;
  for (const ProviderGroup& group : beginning.groups) providers += group.providers_placed;
  RunGateway runs(work);
  if (!runs.Begin(run.run_id, providers)) return {};
  beginning.done = runs.ProvidersDone(run.run_id);
  work.Commit();
  return beginning;
}

Result<std::vector<Line>> CapitationRunner::LinesOf(const CapitationRun& run,
                                                    const ProviderGroup& group) {
  UnitOfWork work(environment_.database, Scope::Everything(), Isolation::kSnapshot);
  TIREK_ASSIGN_OR_RETURN(const MonthRows rows, LoadGroup(work, run.month, run.known_at, group));
  return LinesOfGroup(rows, group);
}

bool CapitationRunner::Write(const RunId& id, const std::vector<Line>& lines) {
  if (lines.empty()) return true;
  const auto providers = TotalsByProvider(lines);
  TIREK_ASSERT(providers.has_value());  // the sum of all of them fits
  UnitOfWork work(environment_.database, Scope::Everything());
  if (!RunGateway(work).InsertPartitions(id, *providers, environment_.clock.Now())) return false;
  LineGateway(work).Insert(id, lines, environment_.ids);
  FaultPoint("capitation.group_open");
  work.Commit();
  FaultPoint("capitation.group_written");
  return true;
}

}  // namespace tirek::billing
