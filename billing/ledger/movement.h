// What an entry or a reservation does to the accounts of its ledger, judged before it is done.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "billing/ledger/book.h"

namespace tirek::ledger {

// Collects changes of one ledger's accounts beside the book. Nothing is changed until Apply, so
// what a limit refuses leaves no trace.
class Movement {
 public:
  explicit Movement(LedgerBook& ledger) : ledger_(ledger) {}

  // False where a sum would not fit int64: the movement can then only be dropped.
  bool Post(const Entry& entry);
  bool Reserve(const ReservationDraft& draft);
  void Free(const ReservationDraft& draft);

  struct Refusal {
    Verdict verdict;
    AccountKind account;
  };
  // The first account whose limit the movement would break. One that moves an account back
  // towards its limits is never refused, wherever the account stands.
  std::optional<Refusal> BrokenLimit() const;

  // Changes the book; what undoes it is added to `undo`.
  void Apply(std::vector<std::function<void()>>& undo);
  // One a posting, once posted.
  std::vector<Standing> TakeStandings() { return std::move(standings_); }

 private:
  struct Touched {
    Account* account;
    AccountState next;
  };
  Touched& Touch(AccountKind kind, Currency currency);

  LedgerBook& ledger_;
  std::vector<Touched> touched_;
  std::vector<Standing> standings_;
};

}  // namespace tirek::ledger
