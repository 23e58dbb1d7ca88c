// All SQL that writes what a book's reservations came to, added to a trip.
#pragma once

#include "billing/ledger/book.h"
#include "core/base/clock.h"
#include "core/sql/trip.h"

namespace tirek::settlement {

void WriteReservations(sql::Trip& trip, const ledger::Book& book, Instant now);

}  // namespace tirek::settlement
