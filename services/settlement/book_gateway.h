// All SQL between the ledger's tables and a Book: what a batch of commands needs to be decided,
// and what it comes to.
#pragma once

#include <span>
#include <string>

#include "billing/ledger/book.h"
#include "core/base/clock.h"
#include "core/sql/trip.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

class BookGateway {
 public:
  explicit BookGateway(sql::UnitOfWork& work) : work_(work) {}

  // Fills the book when the trip is made. Until the transaction ends the months of the commands
  // cannot close, and the rows of their ledgers are locked in the order of their ids.
  void Open(std::span<const ledger::CommandSet> sets, sql::Trip& trip, ledger::Book& book);
  // Of a book that was not filled here: the months cannot close either, and the trip throws
  // LedgerMoved where one is not as the book has it.
  static void HoldKnown(std::span<const ledger::CommandSet> sets, sql::Trip& trip,
                        ledger::Book& book);
  // Once Open's trip is made: ledgers that the database has not yet are made and locked, too.
  void OpenNew(std::span<const ledger::CommandSet> sets, ledger::Book& book);

  // Reservations that the commands name, and those of the ledgers that have run out.
  void ReadReservations(std::span<const ledger::CommandSet> sets, Instant now, ledger::Book& book);

  // What Decide made of the book, when the trip is made; it throws LedgerMoved where somebody
  // changed a ledger since it was read.
  void Write(const ledger::Book& book, Instant now, sql::Trip& trip);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
