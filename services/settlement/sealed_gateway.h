// All SQL that writes what a book came to, added to a trip. Few rows travel as arrays, many by
// COPY, which goes ahead: a round trip decides over the first, the rows over the second.
#pragma once

#include "billing/ledger/book.h"
#include "core/base/clock.h"
#include "core/sql/trip.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

// The entries made, their postings, and the heads of their ledgers. The trip
// throws when a source has an entry that the book did not know.
void WriteEntries(sql::UnitOfWork& work, sql::Trip& trip, const ledger::Book& book);
void WriteAccounts(sql::Trip& trip, const ledger::Book& book);
void WriteReservations(sql::Trip& trip, const ledger::Book& book, Instant now);

}  // namespace tirek::settlement
