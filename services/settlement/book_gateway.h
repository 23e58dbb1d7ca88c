// All SQL between the ledger's tables and a Book: what a batch of commands needs to be decided,
// and what it comes to.
#pragma once

#include <span>
#include <string>

#include "billing/ledger/book.h"
#include "core/base/clock.h"
#include "core/sql/one_trip.h"
#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

class BookGateway {
 public:
  explicit BookGateway(sql::UnitOfWork& work) : work_(work) {}

  // Until the transaction ends the months of the commands cannot close, and the heads of their
  // ledgers are locked in the order of their ids.
  ledger::Book Open(std::span<const ledger::CommandSet> sets, Instant now);

  // What the accounts stood at on the days that the commands post to. Last before Decide, when what
  // they refer to is in the book: a reversal posts to the accounts of its original.
  void ReadDays(std::span<const ledger::CommandSet> sets, ledger::Book& book);

  // What Decide made of the book.
  void Write(const ledger::Book& book, Instant now);

 private:
  void HoldMonths(std::span<const ledger::CommandSet> sets, ledger::Book& book);
  void LockLedgers(std::span<const ledger::CommandSet> sets, ledger::Book& book);
  void ReadReservations(std::span<const ledger::CommandSet> sets, Instant now, ledger::Book& book);

  sql::UnitOfWork& work_;
};

}  // namespace tirek::settlement
