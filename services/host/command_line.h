// What the server commands share: their flags, their messages, their exit codes, their waiting.
#pragma once

#include <functional>
#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "core/base/result.h"
#include "services/host/event_log.h"
#include "services/host/host_options.h"
#include "services/host/running_host.h"
#include "services/host/signals.h"

namespace tirek::host {

// The exit code when the command ends here: after --help, or with a message for a wrong flag.
std::optional<int> ParseFlags(CLI::App& app, const std::vector<std::string>& args,
                              std::ostream& out, std::ostream& err);

// Prints the error and returns its exit code.
int Fail(const Error& error, std::ostream& err);

// The flags of every command that serves.
struct ServingFlags {
  std::string listen = "127.0.0.1:7411";
  std::string http = "127.0.0.1:7412";
  TlsFiles tls;
  int sessions = 4;
  std::string log_level = "info";
  int drain_seconds = 30;

  void AddTo(CLI::App& app);
  // Everything but the services, their peers and the database.
  HostOptions Options() const;
};

// "eligibility=10.0.0.5:7411" …; PEER_INVALID.
Result<std::map<std::string, std::string>> ParsePeers(const std::vector<std::string>& texts);

// Waits for a signal or for `trouble` to say something, then stops the host. A second signal ends
// the process at once, and so does a call that does not end long after the limit. The exit code.
int ServeUntilSignal(RunningHost& host, SignalWatch& signals, const ServingFlags& flags,
                     const std::function<std::optional<Error>()>& trouble, std::ostream& err);

}  // namespace tirek::host
