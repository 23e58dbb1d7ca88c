#include "services/host/admin_token.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include "core/base/random.h"
#include "core/sql/audit_log.h"
#include "core/sql/database.h"
#include "core/sql/unit_of_work.h"
#include "services/access/authenticator.h"
#include "services/access/token_service.h"
#include "services/host/cluster_files.h"

namespace tirek::host {
namespace {

constexpr int kValidDays = 366;

bool NeedsToken(sql::Database& database, const std::string& path, const Clock& clock) {
  std::ifstream file(path);
  std::string secret;
  if (!file || !std::getline(file, secret)) return true;
  const auto principal = access::TokenAuthenticator(database, clock).Authenticate(secret);
  return !principal && principal.error().reason != "TOKEN_REVOKED";
}

// Whole or not at all, and never readable by others.
Result<void> WriteSecret(const std::string& path, const std::string& secret) {
  const std::string fresh = path + ".new";
  unlink(fresh.c_str());
  const int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return FolderUnusable(path, std::strerror(errno));
  const std::string line = secret + "\n";
  const bool written = write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                       fsync(file) == 0;
  close(file);
  if (!written || rename(fresh.c_str(), path.c_str()) != 0) {
    return FolderUnusable(path, std::strerror(errno));
  }
  return {};
}

}  // namespace

Result<void> EnsureAdministratorToken(const std::string& database_url, const std::string& path,
                                      const Clock& clock) {
  sql::Database database({database_url, "tirek_access", 1});
  if (!NeedsToken(database, path, clock)) return {};
  SystemRandom random;
  IdSource ids(clock, random);
  const Instant now = clock.Now();
  const access::Principal administrator{"administrator", access::Role::kAdministrator, ""};
  sql::UnitOfWork work(database, sql::Scope::Everything());
  TIREK_ASSIGN_OR_RETURN(
      const access::IssuedToken issued,
      access::TokenService(ids, random).Issue(work.sql(), {administrator, kValidDays}, now));
  sql::AuditLog(work, "access")
      .Append(
          {administrator.name, "administrator", "tirek up", "", "OK", issued.token.token_id.text()},
          now);
  work.Commit();
  return WriteSecret(path, issued.secret);
}

}  // namespace tirek::host
