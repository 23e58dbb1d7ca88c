// Recomputes what settlement's tables claim, where SQL alone would only compare itself with itself.
// The rest is in schemas/verify/0009.sql.
#pragma once

#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"

namespace tirek::settlement {

// Folds every ledger entry by entry with billing/ledger and compares the balances with those of
// SQL, and reads the sums of stored payment files; one sentence a difference.
std::vector<std::string> VerifySettlement(sql::UnitOfWork& work);

}  // namespace tirek::settlement
