// All SQL of capitation runs and their progress. The transaction is the caller's.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/capitation_run.h"

namespace tirek::billing {

class RunGateway {
 public:
  explicit RunGateway(sql::UnitOfWork& work) : work_(work) {}

  // RUN_IN_PROGRESS when the month is being computed.
  Result<void> Insert(const CapitationRun& run);
  std::optional<CapitationRun> Find(const RunId& id);
  // Of the facts known last.
  std::optional<CapitationRun> NewestCompleted(Month month);
  // Newest first, up to page.size + 1; `month` absent for all. Ordered by KeyOf.
  std::vector<CapitationRun> List(const RunFilter& filter, const rpc::Page& page);
  static std::vector<std::string> KeyOf(const CapitationRun& run);
  std::vector<CapitationRun> Running();
  std::vector<CapitationRun> Completed();

  // Of how many providers it may write lines. False when it is running no more.
  bool Begin(const RunId& id, int providers_total);
  // Counts the lines of some providers in, each with a line. False when the run is running no more.
  bool InsertPartitions(const RunId& id, std::span<const ProviderTotals> providers, Instant now);
  std::set<std::string> ProvidersDone(const RunId& id);
  // Of the providers that it has written, there is no other.
  void Complete(const RunId& id, const std::string& result_hash, Instant now);
  void Fail(const RunId& id, const std::string& failure, Instant now);

 private:
  sql::UnitOfWork& work_;
};

// The transactions that are open in this database right now, by names that are never used again
// while they are open; not those of the server itself. What they recorded before a run began, they
// may commit after it.
std::set<std::string> OpenTransactions(sql::UnitOfWork& work);

// Keeps all other programs from computing one run, for as long as it lives.
class RunLock {
 public:
  RunLock(sql::Database& database, const RunId& id);
  ~RunLock();
  RunLock(const RunLock&) = delete;
  RunLock& operator=(const RunLock&) = delete;

  bool held() const { return held_; }

 private:
  sql::Lease lease_;
  std::string key_;
  bool held_ = false;
};

}  // namespace tirek::billing
