// tirek serve: some or all services, on a database that somebody else runs.
#include <ostream>

#include <CLI/CLI.hpp>

#include "services/host/command_line.h"
#include "services/host/service_table.h"
#include "services/host/verbs.h"

namespace tirek::host {
namespace {

struct ServeFlags {
  std::string services = "all";
  std::string database;
  std::vector<std::string> peers;
  ServingFlags serving;
};

Result<int> Serve(const ServeFlags& flags, SignalWatch& signals, std::ostream& out,
                  std::ostream& err) {
  TIREK_ASSIGN_OR_RETURN(const LogLevel level, ParseLogLevel(flags.serving.log_level));
  HostOptions options = flags.serving.Options();
  TIREK_ASSIGN_OR_RETURN(options.services, ChooseServices(flags.services));
  TIREK_ASSIGN_OR_RETURN(options.peers, ParsePeers(flags.peers));
  options.database_url = flags.database;
  std::string names;
  for (const auto& entry : options.services) names += " " + entry.name;
  EventLog log(level);
  TIREK_ASSIGN_OR_RETURN(const auto host, RunningHost::Start(std::move(options), log));
  out << "Serving" << names << "\n  calls    " << host->addresses().front() << "\n";
  if (!host->http_address().empty()) {
    out << "  metrics  http://" << host->http_address() << "/metrics\n";
  }
  out << std::flush;
  return ServeUntilSignal(
      *host, signals, flags.serving, [] { return std::nullopt; }, err);
}

}  // namespace

int RunServe(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
  CLI::App app(
      "Runs services on a PostgreSQL database that tirek migrate has prepared. Services that call\n"
      "others find them in the same process, or where --peer says.",
      "tirek serve");
  ServeFlags flags;
  app.add_option("--services", flags.services, "all, or names separated by commas")
      ->capture_default_str();
  app.add_option("--database", flags.database,
                 "libpq's URL or keywords, for example postgresql://tirek@db/tirek")
      ->required();
  app.add_option("--peer", flags.peers, "SERVICE=HOST:PORT of a service elsewhere; repeat it")
      ->allow_extra_args(false);
  flags.serving.AddTo(app);
  app.add_option("--tls-ca", flags.serving.tls.authority,
                 "Call peers over TLS and check them against this PEM file");
  if (const auto code = ParseFlags(app, args, out, err)) return *code;
  SignalWatch signals;
  const auto code = Serve(flags, signals, out, err);
  return code ? *code : Fail(code.error(), err);
}

}  // namespace tirek::host
