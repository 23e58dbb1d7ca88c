#include "core/sql/script.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

namespace tirek::sql {

void ExecuteScript(soci::session& sql, const std::string& script) {
  PGconn* connection = static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
  PGresult* result = PQexec(connection, script.c_str());
  const bool done =
      PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;
  const std::string message = PQresultErrorMessage(result);
  PQclear(result);
  if (!done) throw soci::soci_error("SQL script failed: " + message);
}

}  // namespace tirek::sql
