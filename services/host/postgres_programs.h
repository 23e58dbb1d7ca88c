// Where PostgreSQL's server programs are, and which version they have.
#pragma once

#include <string>

#include "core/base/result.h"

namespace tirek::host {

struct PostgresPrograms {
  std::string folder;  // holds initdb and postgres
  int major = 0;

  std::string initdb() const { return folder + "/initdb"; }
  std::string postgres() const { return folder + "/postgres"; }
};

// TIREK_PG_BIN when it is set, else where pg_config says, else where Debian puts version 15.
// POSTGRES_MISSING (precondition).
Result<PostgresPrograms> FindPostgresPrograms();

}  // namespace tirek::host
