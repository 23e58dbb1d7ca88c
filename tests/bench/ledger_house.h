// The ledger as it runs in earnest: a migrated database with fsync on, settlement's own posting
// queue in the role that it has, and the services behind their gRPC door.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "billing/ledger/command.h"
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/base/random.h"
#include "core/sql/database.h"
#include "services/host/event_log.h"
#include "services/host/running_host.h"
#include "services/settlement/posting_queue.h"
#include "tests/bench/cluster.h"

namespace tirek::bench {

class LedgerHouse {
 public:
  // With so many providers, whose PAYABLE has limits.
  explicit LedgerHouse(int providers);
  ~LedgerHouse();
  LedgerHouse(const LedgerHouse&) = delete;
  LedgerHouse& operator=(const LedgerHouse&) = delete;

  const std::string& url() const { return url_; }
  const std::string& folder() const { return folder_; }  // for files of the measurement
  soci::session& sql() { return *sql_; }                 // as superuser
  static std::string LedgerId(int provider);             // from 1

  std::unique_ptr<settlement::PostingQueue> NewQueue(int shards);
  sql::Database& database() { return database_; }  // in settlement's role

  // The services that stand on the ledger, behind a door on a unix socket.
  std::string Serve();
  std::string FinanceToken();

  // Throws when an entry, a posting or a hash is not what it was when it was made.
  void Verify();

 private:
  Cluster cluster_;
  std::string folder_;
  std::string url_;
  std::unique_ptr<soci::session> sql_;
  sql::Database database_;
  SystemClock clock_;
  SystemRandom random_;
  IdSource ids_;
  host::EventLog log_;
  std::unique_ptr<host::RunningHost> host_;
};

// All columns of settlement.ledger_entry, as they lie.
inline constexpr const char* kLedgerEntryColumns =
    "ledger_number, effective_date, sequence, record_time, late, source_type, source_id,"
    " description, currency_code, hash, account, amount_minor, balance_minor, contract_id,"
    " funding_source, budget_code, reverses_sequence, adjustment_reason, entry_id,"
    " account_sequence, day_minor";

// A claim's worth from EXPENSE_ACCRUED to PAYABLE, under an id that no other has.
ledger::CommandSet Transfer(const std::string& ledger_id, std::int64_t amount_minor,
                            CivilDate effective_date);

// The day of a transfer when it does not matter.
CivilDate SomeDay();

// Posts all sets in order, `at_once` a job, each shard's jobs one behind the other; throws when
// one is refused.
void PostAll(settlement::PostingQueue& queue, std::vector<ledger::CommandSet> sets,
             std::size_t at_once);

}  // namespace tirek::bench
