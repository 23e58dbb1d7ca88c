// tirek migrate: brings a database to this program's version.
#include <ostream>

#include <CLI/CLI.hpp>

#include "core/base/clock.h"
#include "core/sql/migrations.h"
#include "services/host/admin_token.h"
#include "services/host/command_line.h"
#include "services/host/migration.h"
#include "services/host/verbs.h"

namespace tirek::host {

int RunMigrate(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  CLI::App app(
      "Brings a PostgreSQL database to this program's version, each step whole or not at all. The\n"
      "user may create roles and extensions. Running it again changes nothing.",
      "tirek migrate");
  std::string database;
  app.add_option("--database", database, "libpq's URL or keywords")->required();
  std::string token_file;
  app.add_option(
      "--admin-token", token_file,
      "File that gets a first token of the administrator, unless it holds one that works");
  if (const auto code = ParseFlags(app, args, out, err)) return *code;
  const auto applied = MigrateDatabase(database);
  if (!applied) return Fail(applied.error(), err);
  if (!token_file.empty()) {
    const SystemClock clock;
    const auto token = EnsureAdministratorToken(database, token_file, clock);
    if (!token) return Fail(token.error(), err);
  }
  const std::size_t version = sql::EmbeddedMigrations().size();
  if (applied->empty()) {
    out << "The database is at version " << version << " already.\n";
    return 0;
  }
  std::size_t number = version - applied->size();
  for (const std::string& name : *applied) out << "applied " << ++number << " " << name << "\n";
  out << "The database is at version " << version << ".\n";
  return 0;
}

}  // namespace tirek::host
