// What COPY BINARY alone takes, as the yardstick of what reads or writes the same rows.
#pragma once

#include <string>

#include "core/sql/unit_of_work.h"

namespace tirek::bench {

// All rows of `query`, as COPY sends them.
std::string CopyOut(sql::UnitOfWork& work, const std::string& query);
// `target`: "name (column, …)"; `bytes`: of CopyOut.
void CopyIn(sql::UnitOfWork& work, const std::string& target, const std::string& bytes);

}  // namespace tirek::bench
