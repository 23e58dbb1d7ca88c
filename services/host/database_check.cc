#include "services/host/database_check.h"

#include <soci/soci.h>

#include "core/sql/database.h"
#include "core/sql/migrations.h"

namespace tirek::host {
namespace {

using soci::into;

bool HasRoles(soci::session& sql) {
  int found = 0;
  sql << "SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname = 'tirek_access'", into(found);
  return found == 1;
}

Error Older(const sql::MigrationState& state) {
  return {
      ErrorKind::kPrecondition,
      "DATABASE_OLDER",
      "The database is at version " + std::to_string(state.database) + ", this program needs " +
          std::to_string(state.program) + ": run tirek migrate.",
      {{"database", std::to_string(state.database)}, {"program", std::to_string(state.program)}},
      {}};
}

// The check itself needs no more rights than the services have.
Result<void> ActAsAccess(soci::session& sql) {
  try {
    sql << "SET ROLE tirek_access";
    return {};
  } catch (const soci::soci_error&) {
    return Error{ErrorKind::kPrecondition,
                 "DATABASE_ROLE_DENIED",
                 "The database user may not act as the services: grant it the roles tirek_access,"
                 " tirek_registry, and so on.",
                 {},
                 {}};
  }
}

}  // namespace

Error DatabaseUnreachable(const std::string& why) {
  return {ErrorKind::kUnavailable,
          "DATABASE_UNREACHABLE",
          "The database cannot be reached: " + why,
          {},
          {}};
}

Result<void> CheckDatabase(const std::string& url) {
  try {
    sql::Database database({url, "", 1, std::chrono::milliseconds(5000)});
    sql::Lease lease(database);
    soci::session& sql = lease.session();
    sql::MigrationState state{0, static_cast<int>(sql::EmbeddedMigrations().size())};
    if (HasRoles(sql)) {
      TIREK_RETURN_IF_ERROR(ActAsAccess(sql));
      TIREK_ASSIGN_OR_RETURN(state, sql::InspectMigrations(sql));
    }
    if (state.database < state.program) return Older(state);
    return {};
  } catch (const sql::Unavailable& error) {
    return DatabaseUnreachable(error.what());
  }
}

}  // namespace tirek::host
