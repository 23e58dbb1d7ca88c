#include "services/settlement/ledger_memory.h"

#include <utility>

namespace tirek::settlement {
namespace {

using ledger::Book;

// Beyond these all is forgotten. A ledger takes a kilobyte or two.
constexpr std::size_t kLedgers = 32'768;
constexpr std::size_t kMonths = 1'024;

}  // namespace

bool LedgerMemory::Take(std::span<const ledger::CommandSet> sets, Book& book) {
  for (const ledger::CommandSet& set : sets) {
    for (const ledger::Command& command : set) {
      // Other commands ask for reservations and for entries of before.
      const auto* entry = std::get_if<ledger::Entry>(&command);
      if (entry == nullptr) return false;
      const auto period = periods_.find(Month::Of(entry->effective_date()));
      if (period == periods_.end()) return false;
      book.periods.insert(*period);
      if (book.ledgers.contains(entry->ledger_id())) continue;
      auto ledger = ledgers_.extract(entry->ledger_id());
      if (ledger.empty()) return false;
      book.ledgers.insert(std::move(ledger));
    }
  }
  return true;
}

void LedgerMemory::Keep(Book& book) {
  if (ledgers_.size() + book.ledgers.size() > kLedgers) ledgers_.clear();
  if (periods_.size() > kMonths) periods_.clear();
  for (const auto& [month, period] : book.periods) periods_.insert_or_assign(month, period);
  while (!book.ledgers.empty()) {
    auto ledger = book.ledgers.extract(book.ledgers.begin());
    // What is reserved may run out, which the database alone tells.
    if (ledger.mapped().HasReserved()) continue;
    ledger.mapped().Settle(book.version);
    ledgers_.erase(ledger.key());
    ledgers_.insert(std::move(ledger));
  }
}

}  // namespace tirek::settlement
