#include "services/billing/capitation_runner.h"

#include <algorithm>

#include "core/base/fault.h"
#include "services/billing/facts_gateway.h"
#include "services/billing/line_gateway.h"
#include "services/billing/older_transactions.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

using capitation::Line;
using sql::Isolation;
using sql::Scope;
using sql::UnitOfWork;

struct Partition {
  std::span<const Line> lines;  // of one provider
  LineTotals totals;
};

// The lines are ordered by provider.
Result<std::vector<Partition>> PartitionsOf(const std::vector<Line>& lines) {
  std::vector<Partition> partitions;
  for (auto first = lines.begin(); first != lines.end();) {
    const auto last = std::find_if(first, lines.end(), [&first](const Line& line) {
      return line.provider_id != first->provider_id;
    });
    Partition partition{{first, last}, {}};
    TIREK_ASSIGN_OR_RETURN(partition.totals, TotalsOf(partition.lines));
    partitions.push_back(partition);
    first = last;
  }
  return partitions;
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

}  // namespace

Result<RunOutcome> CapitationRunner::Run(const CapitationRun& run) {
  const RunLock lock(environment_.database, run.run_id);
  if (!lock.held()) return RunOutcome::kLeft;
  {
    // Whoever held the lock before may have ended it.
    UnitOfWork work(environment_.database, Scope::Everything());
    const auto current = RunGateway(work).Find(run.run_id);
    if (!current || !current->is_running()) return RunOutcome::kEnded;
  }
  {
    // A call that began before the run may still commit facts recorded before `known_at`: they
    // belong to the run.
    UnitOfWork work(environment_.database, Scope::Everything());
    if (!AwaitOlderTransactions(work, stop_)) return RunOutcome::kLeft;
  }
  auto computed = Compute(run);
  if (!computed) Fail(run.run_id, FailureText(computed.error()));
  return computed;
}

void CapitationRunner::Fail(const RunId& id, const std::string& failure) {
  UnitOfWork work(environment_.database, Scope::Everything());
  RunGateway(work).Fail(id, failure, environment_.clock.Now());
  work.Commit();
}

Result<RunOutcome> CapitationRunner::Compute(const CapitationRun& run) {
  TIREK_ASSIGN_OR_RETURN(const std::vector<Line> lines, LinesOf(run));
  TIREK_ASSIGN_OR_RETURN(const LineTotals totals, TotalsOf(lines));
  TIREK_ASSIGN_OR_RETURN(const std::vector<Partition> partitions, PartitionsOf(lines));
  std::set<std::string> done;
  {
    UnitOfWork work(environment_.database, Scope::Everything());
    RunGateway runs(work);
    const int providers = static_cast<int>(partitions.size());
    if (!runs.Begin(run.run_id, providers, totals.payable.currency())) return RunOutcome::kEnded;
    done = runs.ProvidersDone(run.run_id);
    work.Commit();
  }
  for (const Partition& partition : partitions) {
    if (done.contains(partition.lines.front().provider_id)) continue;
    if (stop_.stopped()) return RunOutcome::kLeft;
    if (!WritePartition(run.run_id, partition.lines, partition.totals)) return RunOutcome::kEnded;
  }
  UnitOfWork work(environment_.database, Scope::Everything());
  RunGateway(work).Complete(run.run_id, capitation::ResultHash(lines), environment_.clock.Now());
  work.Commit();
  return RunOutcome::kEnded;
}

Result<std::vector<Line>> CapitationRunner::LinesOf(const CapitationRun& run) {
  UnitOfWork work(environment_.database, Scope::Everything(), Isolation::kSnapshot);
  TIREK_ASSIGN_OR_RETURN(const MonthRows rows, FactsGateway(work).Load(run.month, run.known_at));
  return ComputeLines(rows);
}

bool CapitationRunner::WritePartition(const RunId& id, std::span<const Line> lines,
                                      const LineTotals& totals) {
  UnitOfWork work(environment_.database, Scope::Everything());
  if (!RunGateway(work).InsertPartition(id, lines.front().provider_id, totals,
                                        environment_.clock.Now())) {
    return false;
  }
  LineGateway(work).Insert(id, lines, environment_.ids);
  FaultPoint("capitation.partition_open");
  work.Commit();
  FaultPoint("capitation.partition_written");
  return true;
}

}  // namespace tirek::billing
