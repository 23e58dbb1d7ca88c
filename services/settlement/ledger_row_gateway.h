// The rows of ledgers: head, accounts and the sums of the newest month, locked, read and written
// together, and the sums of older months.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "billing/ledger/book.h"
#include "core/sql/trip.h"

namespace tirek::settlement {

// Puts those of the ledgers that there are into the book when the trip is made. Until the
// transaction ends their rows are locked, in the order of their ids.
void OpenLedgers(sql::Trip& trip, const std::vector<std::string>& ledgers, ledger::Book& book);

// As OpenLedgers, and makes those that are new. A ledger is new once, so that who meets another
// here, each waiting for a ledger of the other's, is to try again.
void MakeLedgers(sql::Trip& trip, const std::vector<std::string>& ledgers, ledger::Book& book);

// Somebody changed a ledger since it was read: nothing of the transaction may stand.
class LedgerMoved : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What the batch made of them, when the trip is made, which throws LedgerMoved.
void WriteLedgers(sql::Trip& trip, const ledger::Book& book);

}  // namespace tirek::settlement
