// A million transfers over 50,000 accounts of 25,000 providers, in random order: against COPY of
// the rows that they come to, two shards of providers against one, and the write-ahead log that a
// transfer takes.
//
// TIREK_BENCH_TRANSFERS sets how many transfers; there is a provider for every 40.
#include <cstdlib>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "tests/bench/bound.h"
#include "tests/bench/copy_rows.h"
#include "tests/bench/ledger_house.h"

namespace tirek::bench {
namespace {

constexpr int kTransfers = 1'000'000;
constexpr int kTransfersOfProvider = 40;
constexpr std::size_t kJob = 2'048;

int TransfersWanted() {
  const char* wanted = std::getenv("TIREK_BENCH_TRANSFERS");
  return wanted == nullptr ? kTransfers : std::stoi(wanted);
}

std::vector<ledger::CommandSet> Transfers(int count) {
  std::mt19937 random(2026);
  std::uniform_int_distribution<int> provider(1, count / kTransfersOfProvider);
  std::vector<ledger::CommandSet> sets;
  sets.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const std::string ledger_id = LedgerHouse::LedgerId(provider(random));
    sets.push_back(Transfer(ledger_id, 1 + random() % 10'000, SomeDay()));
  }
  return sets;
}

struct Posted {
  double seconds = 0;
  double wal_bytes = 0;
};

Posted Post(LedgerHouse& house, int shards, int count) {
  const auto queue = house.NewQueue(shards);
  std::vector<ledger::CommandSet> sets = Transfers(count);
  house.sql() << "CHECKPOINT";
  std::string before;
  house.sql() << "SELECT pg_current_wal_lsn()::text", soci::into(before);
  Posted posted;
  posted.seconds = Seconds([&] { PostAll(*queue, std::move(sets), kJob); });
  house.sql() << "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '" + before + "')::double precision",
      soci::into(posted.wal_bytes);
  return posted;
}

// COPY of the finished rows, in the order in which they lie, into a table with the same indexes
// and constraints.
double CopySeconds(LedgerHouse& house) {
  house.sql() << "CREATE SCHEMA copied";
  house.sql() << "CREATE TABLE copied.ledger_entry (LIKE settlement.ledger_entry INCLUDING ALL)";
  sql::Database database({house.url(), "", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything());
  const std::string columns = kLedgerEntryColumns;
  const std::string entries = CopyOut(work, "SELECT " + columns + " FROM settlement.ledger_entry");
  house.sql() << "CHECKPOINT";
  return Seconds([&] {
    CopyIn(work, "copied.ledger_entry (" + columns + ")", entries);
    work.Commit();
  });
}

struct Million {
  int transfers = 0;
  Posted two;
  Posted one;
  double copy = 0;
};

const Million& Measured() {
  static const Million measured = [] {
    Million million{TransfersWanted(), {}, {}, 0};
    const int providers = million.transfers / kTransfersOfProvider;
    {
      LedgerHouse house(providers);
      million.one = Post(house, 1, million.transfers);
    }
    LedgerHouse house(providers);
    million.two = Post(house, 2, million.transfers);
    million.copy = CopySeconds(house);
    return million;
  }();
  return measured;
}

std::string Text(const Million& million) {
  std::ostringstream text;
  text.precision(4);
  text << million.transfers << " transfers by two shards in " << SecondsText(million.two.seconds)
       << ", by one in " << SecondsText(million.one.seconds) << ", their rows by COPY in "
       << SecondsText(million.copy) << "; " << million.two.wal_bytes / million.transfers
       << " bytes of WAL a transfer";
  return text.str();
}

}  // namespace

Bound SettlementCopyBound() {
  return {"settlement-copy", "transfers by two shards : COPY BINARY of their finished rows", 2, [] {
            const Million& million = Measured();
            return Measurement{Text(million), million.two.seconds / million.copy};
          }};
}

Bound SettlementShardsBound() {
  return {"settlement-shards", "1.6 times one shard's transfers a second : two shards'", 1, [] {
            const Million& million = Measured();
            return Measurement{Text(million), 1.6 * million.two.seconds / million.one.seconds};
          }};
}

Bound SettlementWalBound() {
  return {"settlement-wal", "bytes of WAL a transfer : 700", 1, [] {
            const Million& million = Measured();
            return Measurement{Text(million), million.two.wal_bytes / million.transfers / 700};
          }};
}

}  // namespace tirek::bench
