// Recomputes what a database claims, from the facts that it recorded.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"

namespace tirek::host {

// One sentence a difference: the audit chains, what each service recomputes, and the verify
// queries of the migrations, each service in one state of the database. Calls may go on meanwhile.
// The errors of database_check.h.
Result<std::vector<std::string>> VerifyDatabase(const std::string& url);

}  // namespace tirek::host
