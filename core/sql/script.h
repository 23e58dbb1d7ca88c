// SQL files as they stand: many statements at once, through libpq's simple protocol.
#pragma once

#include <string>
#include <vector>

#include <soci/soci.h>

namespace tirek::sql {

// Throws soci::soci_error with the server's message when a statement fails.
void ExecuteScript(soci::session& sql, const std::string& script);

// The first column of what the last statement returned.
std::vector<std::string> QueryScript(soci::session& sql, const std::string& script);

}  // namespace tirek::sql
