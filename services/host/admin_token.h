// The administrator's token that `tirek up` leaves in its data directory for whoever owns that.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace tirek::host {

// Sees to it that `path` holds a token that works: issues one for the principal "administrator"
// when there is no file, or its token has expired or is not known to this database. A revoked
// token is left alone: somebody meant it.
Result<void> EnsureAdministratorToken(const std::string& database_url, const std::string& path,
                                      const Clock& clock);

}  // namespace tirek::host
