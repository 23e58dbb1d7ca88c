// All SQL that writes the entries that a book came to, added to a trip. Few rows travel as arrays,
// many by COPY, which goes ahead: a round trip decides over the first, the rows over the second.
#pragma once

#include "billing/ledger/book.h"
#include "core/sql/trip.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

// The entries made, with their postings. The trip throws when a source has an entry that the book
// did not know.
void WriteEntries(sql::UnitOfWork& work, sql::Trip& trip, const ledger::Book& book);

}  // namespace tirek::settlement
