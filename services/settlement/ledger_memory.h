// What a shard's worker has seen last of the ledgers that it posts to, so that it need not lock and
// read them again when nobody else changed them. It is a guess: the database takes a batch that was
// decided from it only if every ledger and month still is what it was (ADR 0012).
#pragma once

#include <map>
#include <span>

#include "billing/ledger/book.h"

namespace tirek::settlement {

class LedgerMemory {
 public:
  // Moves into the empty book all that is needed to decide the commands; false where they need more
  // than is known, and the book is of no use then. What is taken is forgotten until it is kept.
  bool Take(std::span<const ledger::CommandSet> sets, ledger::Book& book);

  // Moves the ledgers out of a book that was committed.
  void Keep(ledger::Book& book);

 private:
  using Ledgers = decltype(ledger::Book::ledgers);
  Ledgers ledgers_;
  std::map<Month, ledger::Period> periods_;
};

}  // namespace tirek::settlement
