// Is the database the one that this program can work with?
#pragma once

#include <string>

#include "core/base/result.h"

namespace tirek::host {

// DATABASE_UNREACHABLE (unavailable); DATABASE_OLDER, DATABASE_NEWER, MIGRATION_CHANGED,
// DATABASE_ROLE_DENIED (precondition).
Result<void> CheckDatabase(const std::string& url);

// What could not be reached, in the words of the database's client.
Error DatabaseUnreachable(const std::string& why);

}  // namespace tirek::host
