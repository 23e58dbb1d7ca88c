// What the ledger knows already of what is asked for: read once the ledgers are locked, behind what
// locks them in the same trip.
#pragma once

#include <span>

#include "billing/ledger/book.h"
#include "core/sql/trip.h"

namespace tirek::settlement {

class KnownGateway {
 public:
  explicit KnownGateway(sql::Trip& trip) : trip_(trip) {}

  // Fills the book when the trip is made: entries of the sources that the commands name, entries
  // that they take back, and which of these are taken back already. For who may read the ledger;
  // others are stopped by its unique keys.
  void AddTo(std::span<const ledger::CommandSet> sets, ledger::Book& book);

 private:
  void AddSources(std::span<const ledger::CommandSet> sets, ledger::Book& book);
  void AddOriginals(std::span<const ledger::CommandSet> sets, ledger::Book& book);

  sql::Trip& trip_;
};

}  // namespace tirek::settlement
