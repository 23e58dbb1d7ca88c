// tirek verify: lists every difference between what the database claims and what follows from it.
#include <ostream>

#include <CLI/CLI.hpp>

#include "services/host/command_line.h"
#include "services/host/data_directory.h"
#include "services/host/embedded_postgres.h"
#include "services/host/verbs.h"
#include "services/host/verification.h"

namespace tirek::host {
namespace {

int Report(const std::vector<std::string>& differences, std::ostream& out) {
  for (const std::string& difference : differences) out << difference << "\n";
  out << differences.size() << (differences.size() == 1 ? " difference\n" : " differences\n");
  return differences.empty() ? 0 : 1;
}

Result<int> VerifyAt(const std::string& url, std::ostream& out) {
  TIREK_ASSIGN_OR_RETURN(const auto differences, VerifyDatabase(url));
  return Report(differences, out);
}

// Beside a running `tirek up`, or with a server of our own when none runs.
Result<int> VerifyDirectory(const DataDirectory& directory, std::ostream& out) {
  TIREK_RETURN_IF_ERROR(directory.CheckExists());
  const auto lock = DataDirectoryLock::Take(directory);
  if (!lock) {
    const auto url = UrlOfLivingServer(directory.cluster());
    if (!url) return lock.error();
    return VerifyAt(*url, out);
  }
  TIREK_ASSIGN_OR_RETURN(const auto postgres, EmbeddedPostgres::Start(directory.postgres()));
  return VerifyAt(postgres->url(), out);
}

}  // namespace

int RunVerify(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  CLI::App app(
      "Recomputes from recorded facts what the database claims: audit chains, ledger, lines,\n"
      "claims. Lists every difference, one a line; exit code 1 when there is one. Works while the\n"
      "server runs and while it does not.",
      "tirek verify");
  std::string data;
  std::string database;
  auto* data_option = app.add_option("--data", data, "Data directory of tirek up");
  app.add_option("--database", database, "libpq's URL or keywords, instead of --data")
      ->excludes(data_option);
  if (const auto code = ParseFlags(app, args, out, err)) return *code;
  if (!database.empty()) {
    const auto code = VerifyAt(database, out);
    return code ? *code : Fail(code.error(), err);
  }
  if (data.empty()) {
    const auto standard = DefaultDataDirectory();
    if (!standard) return Fail(standard.error(), err);
    data = *standard;
  }
  const auto code = VerifyDirectory(DataDirectory(data), out);
  return code ? *code : Fail(code.error(), err);
}

}  // namespace tirek::host
