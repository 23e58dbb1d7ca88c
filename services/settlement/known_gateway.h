// What the ledger knows already of what is asked for: read once the ledgers are locked.
#pragma once

#include <set>
#include <span>
#include <string>

#include "billing/ledger/book.h"
#include "core/sql/trip.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

// Most often nothing is known, and one question of one index tells so: it goes with the trip that
// locks the ledgers. For who may read the ledger; others are stopped by its unique keys.
class KnownGateway {
 public:
  explicit KnownGateway(std::span<const ledger::CommandSet> sets) : sets_(sets) {}
  KnownGateway(const KnownGateway&) = delete;
  KnownGateway& operator=(const KnownGateway&) = delete;

  // Behind what locks the ledgers; lives until the trip is made.
  void Ask(sql::Trip& trip);

  // After the trip, and only where something is known: entries of the sources that the commands
  // name, entries that they take back, and which of these are taken back already.
  void AddTo(sql::UnitOfWork& work, ledger::Book& book) const;

 private:
  void AddSources(sql::Trip& trip, ledger::Book& book) const;
  void AddOriginals(sql::Trip& trip, ledger::Book& book) const;

  std::span<const ledger::CommandSet> sets_;
  std::set<std::string> known_ids_;  // of sources, in whatever ledger
};

}  // namespace tirek::settlement
