// Balances as a fold of entries: the obvious truth that stored balances are compared with.
#pragma once

#include <cstdint>
#include <map>
#include <span>

#include "billing/ledger/chart.h"
#include "billing/ledger/entry.h"
#include "core/base/result.h"

namespace tirek::ledger {

// Minor units per account, debit positive. An account that was never posted to is absent.
using Balances = std::map<AccountKey, std::int64_t>;

// Adds the postings of `entry`, or changes nothing where a balance would not fit int64.
Result<void> AddEntry(Balances& balances, const Entry& entry);

Result<Balances> FoldEntries(std::span<const Entry> entries);

// Refuses balances that do not sum to zero in each ledger and currency, naming the first that
// does not. Balances folded from entries always pass; stored ones are checked with it.
Result<void> CheckTrialBalance(const Balances& balances);

}  // namespace tirek::ledger
