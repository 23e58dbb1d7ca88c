#include "core/sql/migrations.h"

#include "core/base/sha256.h"
#include "core/sql/script.h"

namespace tirek::sql {
namespace {

using soci::into;
using soci::use;

// Any constant of ours: the lock that one migrating program holds.
constexpr const char* kLock = "SELECT pg_advisory_lock(7423901)";
constexpr const char* kUnlock = "SELECT pg_advisory_unlock(7423901)";

bool HasMigrationTable(soci::session& sql) {
  int found = 0;
  sql << "SELECT count(*) FROM pg_catalog.pg_tables"
         " WHERE schemaname = 'core' AND tablename = 'migration'",
      into(found);
  return found == 1;
}

Result<MigrationState> Inspect(soci::session& sql) {
  const std::span<const Migration> known = EmbeddedMigrations();
  MigrationState state{0, known.empty() ? 0 : known.back().version};
  if (!HasMigrationTable(sql)) return state;
  soci::rowset<soci::row> rows =
      (sql.prepare << "SELECT version, checksum FROM core.migration ORDER BY version");
  for (const soci::row& row : rows) {
    const int version = row.get<int>(0);
    if (version > state.program) {
      return Error{
          ErrorKind::kPrecondition,
          "DATABASE_NEWER",
          "The database was migrated by a newer program: it is at " + std::to_string(version) +
              ", this program knows " + std::to_string(state.program) + ".",
          {{"database", std::to_string(version)}, {"program", std::to_string(state.program)}},
          {}};
    }
    const int expected = state.database + 1;
    state.database = version;
    const Migration& migration = known[static_cast<std::size_t>(version - 1)];
    if (version != expected || row.get<std::string>(1) != Sha256Hex(migration.text)) {
      return Error{ErrorKind::kPrecondition,
                   "MIGRATION_CHANGED",
                   "Migration " + std::to_string(version) +
                       " was applied to this database in another wording.",
                   {{"version", std::to_string(version)}},
                   {}};
    }
  }
  return state;
}

void Apply(soci::session& sql, const Migration& migration) {
  const std::string checksum = Sha256Hex(migration.text);
  const std::string name(migration.name);
  soci::transaction transaction(sql);
  // Through libpq's simple protocol: a file holds many statements, and colons that are not binds.
  ExecuteScript(sql, std::string(migration.text));
  sql << "INSERT INTO core.migration (version, name, checksum) VALUES (:version, :name, :checksum)",
      use(migration.version), use(name), use(checksum);
  transaction.commit();
}

Result<std::vector<std::string>> MigrateLocked(soci::session& sql) {
  ExecuteScript(sql, std::string(BootstrapScript()));
  sql << "SET ROLE tirek_owner";
  TIREK_ASSIGN_OR_RETURN(const MigrationState state, Inspect(sql));
  std::vector<std::string> applied;
  for (const Migration& migration : EmbeddedMigrations()) {
    if (migration.version <= state.database) continue;
    Apply(sql, migration);
    applied.emplace_back(migration.name);
  }
  return applied;
}

}  // namespace

Result<MigrationState> InspectMigrations(soci::session& sql) { return Inspect(sql); }

Result<std::vector<std::string>> Migrate(soci::session& sql) {
  // An exception leaves the lock to the end of the session; its user has no use for it any more.
  sql << kLock;
  auto applied = MigrateLocked(sql);
  sql << "RESET ROLE";
  sql << kUnlock;
  return applied;
}

std::vector<std::string> VerifyMigrations(soci::session& sql) {
  std::vector<std::string> differences;
  for (const Migration& migration : EmbeddedMigrations()) {
    if (migration.verify.empty()) continue;
    // A script, because SOCI would take a colon in the file's comments for a bind.
    for (std::string& difference : QueryScript(sql, std::string(migration.verify))) {
      differences.push_back(std::move(difference));
    }
  }
  return differences;
}

}  // namespace tirek::sql
