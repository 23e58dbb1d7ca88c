// The hash chain of every ledger, recomputed from what is stored.
#pragma once

#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

// One sentence for each entry that was changed, and for each number that is missing or that the
// ledger's head does not know. Reads the ledgers in portions, so that its memory does not grow.
std::vector<std::string> VerifyChains(sql::UnitOfWork& work);

}  // namespace tirek::settlement
