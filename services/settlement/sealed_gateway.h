// All SQL that writes what a book came to. Few rows travel as arrays, many by COPY: a round trip
// decides over the first, the rows over the second.
#pragma once

#include "billing/ledger/book.h"
#include "core/base/clock.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

// The entries made, their postings, and the heads of their ledgers. Throws when a source has an
// entry that the book did not know.
void WriteEntries(sql::UnitOfWork& work, const ledger::Book& book);
void WriteAccounts(sql::UnitOfWork& work, const ledger::Book& book);
void WriteReservations(sql::UnitOfWork& work, const ledger::Book& book, Instant now);

}  // namespace tirek::settlement
