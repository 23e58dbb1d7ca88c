#include "services/host/command_line.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <ostream>
#include <string_view>
#include <thread>

#include <CLI/CLI.hpp>

#include "services/host/listen_address.h"

namespace tirek::host {
namespace {

constexpr std::chrono::milliseconds kGlance{200};
constexpr std::chrono::seconds kGrace{5};  // for calls that were cancelled to notice it
constexpr int kTookTooLong = 6;

constexpr std::array<std::string_view, 4> kVersionReasons = {
    "DATABASE_OLDER", "DATABASE_NEWER", "MIGRATION_CHANGED", "DATA_DIRECTORY_VERSION"};

int ExitCodeOf(const Error& error) {
  if (std::find(kVersionReasons.begin(), kVersionReasons.end(), error.reason) !=
      kVersionReasons.end()) {
    return 8;
  }
  switch (error.kind) {
    case ErrorKind::kInvalid:
      return 2;
    case ErrorKind::kUnavailable:
      return 6;
    case ErrorKind::kInternal:
      return 7;
    default:
      return 3;
  }
}

}  // namespace

std::optional<int> ParseFlags(CLI::App& app, const std::vector<std::string>& args,
                              std::ostream& out, std::ostream& err) {
  // The library wants the last argument first, and "--flag=" as two arguments, or it would take
  // the next flag for the value.
  std::vector<std::string> reversed;
  for (auto arg = args.rbegin(); arg != args.rend(); ++arg) {
    const bool empty_value = arg->size() > 3 && arg->rfind("--", 0) == 0 && arg->back() == '=';
    if (empty_value) reversed.emplace_back();
    reversed.push_back(empty_value ? arg->substr(0, arg->size() - 1) : *arg);
  }
  try {
    app.parse(reversed);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    out << app.help();
    return 0;
  } catch (const CLI::ParseError& error) {
    err << app.get_name() << ": " << error.what() << "\n"
        << "Run '" << app.get_name() << " --help' for its flags.\n";
    return 2;
  }
}

int Fail(const Error& error, std::ostream& err) {
  err << "tirek: " << Describe(error) << std::endl;
  return ExitCodeOf(error);
}

void ServingFlags::AddTo(CLI::App& app) {
  app.add_option("--listen", listen, "Where calls are taken: HOST:PORT, port 0 for any free one")
      ->capture_default_str();
  app.add_option("--http", http, "Where metrics and health are shown, \"\" for nowhere")
      ->capture_default_str();
  app.add_option("--tls-cert", tls.certificate, "Certificate chain of --listen, a PEM file");
  app.add_option("--tls-key", tls.key, "Its private key, a PEM file");
  app.add_option("--sessions", sessions, "Database sessions of each service")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--log-level", log_level, "debug, info, warning, error or off")
      ->capture_default_str();
  app.add_option("--drain-seconds", drain_seconds, "How long calls may go on after SIGTERM")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
}

HostOptions ServingFlags::Options() const {
  HostOptions options;
  options.listen = {listen};
  options.http = http;
  options.tls = tls;
  options.sessions = sessions;
  return options;
}

Result<std::map<std::string, std::string>> ParsePeers(const std::vector<std::string>& texts) {
  std::map<std::string, std::string> peers;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    const std::string address = equals == std::string::npos ? "" : text.substr(equals + 1);
    if (!ParseListenAddress("--peer", address) ||
        !peers.emplace(text.substr(0, equals), address).second) {
      return Error{ErrorKind::kInvalid,
                   "PEER_INVALID",
                   "--peer is SERVICE=HOST:PORT or SERVICE=unix:PATH, each service once, not '" +
                       text + "'.",
                   {{"peer", text}},
                   {}};
    }
  }
  return peers;
}

int ServeUntilSignal(RunningHost& host, SignalWatch& signals, const ServingFlags& flags,
                     const std::function<std::optional<Error>()>& trouble, std::ostream& err) {
  std::optional<Error> end;
  while (!signals.Wait(kGlance) && !end) end = trouble();
  const std::chrono::seconds limit(flags.drain_seconds);
  const auto latest = std::chrono::steady_clock::now() + limit + kGrace;
  std::atomic<bool> stopped{false};
  // Ends the process in the middle when it is told to or must be: what was committed stays, the
  // rest is rolled back, the same as after kill -9.
  std::thread impatient([&] {
    while (!stopped) {
      const auto second = signals.Wait(kGlance);
      if (second && !stopped) _exit(128 + *second);
      if (stopped || std::chrono::steady_clock::now() < latest) continue;
      err << "tirek: a call did not end in time; ended without it" << std::endl;
      _exit(kTookTooLong);
    }
  });
  host.Stop(limit);
  stopped = true;
  impatient.join();
  return end ? Fail(*end, err) : 0;
}

}  // namespace tirek::host
