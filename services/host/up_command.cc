// tirek up: everything on this machine, with a PostgreSQL of its own.
#include <unistd.h>

#include <ostream>

#include <CLI/CLI.hpp>

#include "services/host/admin_token.h"
#include "services/host/command_line.h"
#include "services/host/data_directory.h"
#include "services/host/embedded_postgres.h"
#include "services/host/listen_address.h"
#include "services/host/migration.h"
#include "services/host/service_table.h"
#include "services/host/verbs.h"

namespace tirek::host {
namespace {

void PrintWelcome(const DataDirectory& directory, const RunningHost& host, std::ostream& out) {
  out << "Tirek is up, process " << getpid() << ".\n"
      << "  data     " << directory.path() << "\n";
  for (const std::string& address : host.addresses()) out << "  calls    " << address << "\n";
  if (!host.http_address().empty()) {
    out << "  metrics  http://" << host.http_address() << "/metrics\n";
  }
  out << "  token    " << directory.token_file() << " (administrator)\n\n"
      << "In another terminal:\n"
      << "  tirek token issue --principal Ministry --role ministry\n"
      << "  tirek --help\n"
      << "Ctrl-C stops it." << std::endl;
}

// The socket is there for this machine's own commands, unless its path is too long for one.
std::vector<std::string> DoorsOf(const DataDirectory& directory, const ServingFlags& flags) {
  std::vector<std::string> doors;
  if (directory.socket().size() <= kLongestSocketPath)
    doors.push_back("unix:" + directory.socket());
  if (!flags.listen.empty()) doors.push_back(flags.listen);
  return doors;
}

Result<int> Up(const std::string& data, const ServingFlags& flags, SignalWatch& signals,
               std::ostream& out, std::ostream& err) {
  TIREK_ASSIGN_OR_RETURN(const LogLevel level, ParseLogLevel(flags.log_level));
  const DataDirectory directory(data);
  TIREK_RETURN_IF_ERROR(directory.Make());
  TIREK_ASSIGN_OR_RETURN(const DataDirectoryLock lock, DataDirectoryLock::Take(directory));
  TIREK_ASSIGN_OR_RETURN(const auto postgres, EmbeddedPostgres::Start(directory.postgres()));
  TIREK_RETURN_IF_ERROR(MigrateDatabase(postgres->url()));
  const SystemClock clock;
  TIREK_RETURN_IF_ERROR(EnsureAdministratorToken(postgres->url(), directory.token_file(), clock));
  EventLog log(level);
  HostOptions options = flags.Options();
  options.services = ServiceTable();
  options.database_url = postgres->url();
  options.listen = DoorsOf(directory, flags);
  TIREK_ASSIGN_OR_RETURN(const auto host, RunningHost::Start(std::move(options), log));
  PrintWelcome(directory, *host, out);
  const auto trouble = [&]() -> std::optional<Error> {
    const auto end = postgres->UnexpectedEnd();
    if (!end) return std::nullopt;
    return Error{ErrorKind::kUnavailable,
                 "POSTGRES_FAILED",
                 "PostgreSQL ended (" + *end +
                     "); what was committed is safe, start anew with"
                     " tirek up; the end of " +
                     directory.log() + ":\n" + TailOf(directory.log()),
                 {{"log", directory.log()}},
                 {}};
  };
  return ServeUntilSignal(*host, signals, flags, trouble, err);
}

}  // namespace

int RunUp(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  CLI::App app(
      "Runs everything here: a private PostgreSQL in a data directory, and all services on it.\n"
      "The first start makes the database and an administrator's token. Stays in the foreground.",
      "tirek up");
  std::string data;
  app.add_option("--data", data,
                 "Data directory; TIREK_DATA, else /var/lib/tirek for root, else"
                 " ~/.local/state/tirek");
  ServingFlags flags;
  flags.AddTo(app);
  if (const auto code = ParseFlags(app, args, out, err)) return *code;
  if (data.empty()) {
    const auto standard = DefaultDataDirectory();
    if (!standard) return Fail(standard.error(), err);
    data = *standard;
  }
  SignalWatch signals;
  const auto code = Up(data, flags, signals, out, err);
  return code ? *code : Fail(code.error(), err);
}

}  // namespace tirek::host
