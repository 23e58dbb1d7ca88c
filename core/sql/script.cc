#include "core/sql/script.h"

#include <memory>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>

namespace tirek::sql {
namespace {

using ScriptResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

ScriptResult Run(soci::session& sql, const std::string& script) {
  PGconn* connection = static_cast<soci::postgresql_session_backend*>(sql.get_backend())->conn_;
  ScriptResult result(PQexec(connection, script.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw soci::soci_error(std::string("SQL script failed: ") + PQerrorMessage(connection));
  }
  return result;
}

}  // namespace

void ExecuteScript(soci::session& sql, const std::string& script) { Run(sql, script); }

std::vector<std::string> QueryScript(soci::session& sql, const std::string& script) {
  const ScriptResult result = Run(sql, script);
  std::vector<std::string> column;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    column.emplace_back(PQgetvalue(result.get(), row, 0));
  }
  return column;
}

}  // namespace tirek::sql
