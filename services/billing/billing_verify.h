// Recomputes what this service's schema claims; one sentence a difference, naming ids.
#pragma once

#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"

namespace tirek::billing {

// Completed runs against the facts known at their time: each line, the hash, and every sum.
std::vector<std::string> VerifyRuns(sql::UnitOfWork& work);

// Claims against their lines and decisions, ceilings against claims, and each adjudicated claim
// against its one entry in the ledger.
std::vector<std::string> VerifyClaims(sql::UnitOfWork& work);

// Adjustments against their lines and entries, and each month that they change against the facts
// known at their time: what was claimed and all differences until then are what is computed.
std::vector<std::string> VerifyAdjustments(sql::UnitOfWork& work);

std::vector<std::string> VerifyBilling(sql::UnitOfWork& work);

}  // namespace tirek::billing
