// Decides a batch: which commands are done, in which order, under which numbers, and why others
// are not. The same function serves a document's own transaction and a worker's batch.
#pragma once

#include <span>
#include <vector>

#include "billing/ledger/book.h"
#include "core/base/clock.h"

namespace tirek::ledger {

// One answer a command, in its order. The book holds every ledger that a command names, the
// accounts as the database has them, and what is known of sources, reservations and months;
// afterwards it holds what is to be written, sums of months included, and has served. A set with a
// refused command leaves no trace. Reservations of the book whose time has come expire first.
std::vector<std::vector<Answer>> Decide(Book& book, std::span<const CommandSet> sets, Instant now);

}  // namespace tirek::ledger
