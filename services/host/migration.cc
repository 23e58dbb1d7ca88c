#include "services/host/migration.h"

#include <soci/postgresql/soci-postgresql.h>

#include "core/sql/migrations.h"
#include "services/host/database_check.h"

namespace tirek::host {

Result<std::vector<std::string>> MigrateDatabase(const std::string& url) {
  soci::session sql;
  try {
    sql.open(soci::postgresql, url);
  } catch (const soci::soci_error& error) {
    return DatabaseUnreachable(error.get_error_message());
  }
  try {
    return sql::Migrate(sql);
  } catch (const soci::soci_error& error) {
    return Error{
        ErrorKind::kPrecondition,
        "MIGRATION_FAILED",
        "The database refused a migration; nothing of it was applied. " + error.get_error_message(),
        {},
        {}};
  }
}

}  // namespace tirek::host
