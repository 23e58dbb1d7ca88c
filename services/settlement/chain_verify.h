// The hash chain of every ledger, recomputed from what is stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

inline constexpr int kEntriesAtOnce = 20'000;

// One sentence for each entry that was changed, and for each number that is missing or that the
// ledger's head does not know. Reads the ledgers in portions, so that its memory does not grow.
std::vector<std::string> VerifyChains(sql::UnitOfWork& work, int entries_at_once = kEntriesAtOnce);

// The hash that the entries of a ledger come to up to `sequence`, from the first on and whatever
// hashes are stored with them; absent when the ledger does not reach it without a gap.
std::optional<std::string> RecomputedHash(sql::UnitOfWork& work, const std::string& ledger_id,
                                          long long sequence);

}  // namespace tirek::settlement
