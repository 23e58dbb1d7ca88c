// Recomputes what this service's schema claims.
#pragma once

#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"

namespace tirek::contracts {

// One sentence a difference: a version of an order whose document is not what was adopted or can no
// longer be put in force, whose columns say otherwise, or that changes what held before it took
// effect; a contract that is not within its order.
std::vector<std::string> VerifyContracts(sql::UnitOfWork& work);

}  // namespace tirek::contracts
