// Brings a database to this program's version.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace tirek::host {

// The names of what was applied, in order. DATABASE_UNREACHABLE, DATABASE_NEWER,
// MIGRATION_CHANGED, MIGRATION_FAILED (precondition: in the server's words).
Result<std::vector<std::string>> MigrateDatabase(const std::string& url);

}  // namespace tirek::host
