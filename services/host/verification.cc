#include "services/host/verification.h"

#include <iterator>

#include "core/sql/audit_log.h"
#include "core/sql/database.h"
#include "core/sql/migrations.h"
#include "core/sql/unit_of_work.h"
#include "services/host/database_check.h"
#include "services/host/service_table.h"

namespace tirek::host {
namespace {

void Append(std::vector<std::string> more, std::vector<std::string>& all) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<std::string> VerifyService(const std::string& url, const rpc::ServiceEntry& entry) {
  sql::Database database({url, "tirek_" + entry.name, 1});
  sql::UnitOfWork work(database, sql::Scope::Everything(), sql::Isolation::kSnapshot);
  std::vector<std::string> differences = sql::AuditLog(work, entry.name).Verify();
  if (entry.verify) Append(entry.verify(work), differences);
  return differences;
}

// As the owner, because these queries look across services; the scope binds the owner, too.
std::vector<std::string> VerifyQueries(const std::string& url) {
  sql::Database database({url, "tirek_owner", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything(), sql::Isolation::kSnapshot);
  return sql::VerifyMigrations(work.sql());
}

}  // namespace

Result<std::vector<std::string>> VerifyDatabase(const std::string& url) {
  TIREK_RETURN_IF_ERROR(CheckDatabase(url));
  try {
    std::vector<std::string> differences;
    for (const rpc::ServiceEntry& entry : ServiceTable()) {
      Append(VerifyService(url, entry), differences);
    }
    Append(VerifyQueries(url), differences);
    return differences;
  } catch (const sql::Unavailable& error) {
    return DatabaseUnreachable(error.what());
  }
}

}  // namespace tirek::host
