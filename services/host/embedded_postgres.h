// A private PostgreSQL on a unix socket, whose server process is ours: it ends when we end.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "services/host/child_process.h"
#include "services/host/cluster_files.h"

namespace tirek::host {

struct EmbeddedOptions {
  std::string cluster;        // made when missing; its parent exists
  std::string socket_folder;  // a short one under /tmp is taken when this is too long
  std::string log;
  bool durable = true;  // false only for tests: a power cut may lose what was committed
};

class EmbeddedPostgres {
 public:
  // Returns when connections are accepted. A server that outlived a killed program is stopped
  // first. The caller sees to it that no other program of ours uses the cluster.
  static Result<std::unique_ptr<EmbeddedPostgres>> Start(EmbeddedOptions options);
  ~EmbeddedPostgres() { Stop(); }
  EmbeddedPostgres(const EmbeddedPostgres&) = delete;
  EmbeddedPostgres& operator=(const EmbeddedPostgres&) = delete;

  // As superuser. The database "tirek" exists.
  std::string url(const std::string& database = "tirek") const;
  pid_t pid() const { return server_->pid(); }

  // What the server ended with, though nobody asked it to; nothing while it runs.
  std::optional<std::string> UnexpectedEnd() { return server_->WaitFor({}); }

  // Ends sessions, writes everything down; harder after half a minute.
  void Stop();

 private:
  EmbeddedPostgres() = default;
  Result<void> Launch(const PostgresPrograms& programs);
  Result<void> LaunchUntilAccepted(const PostgresPrograms& programs);
  Result<void> AwaitConnections(std::chrono::steady_clock::time_point deadline);
  Result<void> EnsureDatabase();

  EmbeddedOptions options_;
  ServerUser user_;
  std::unique_ptr<ChildProcess> server_;
};

// libpq keywords for a server's socket.
std::string SocketUrl(const std::string& socket_folder, const std::string& database);

// The database of the server that lives on `cluster` now, whoever started it.
std::optional<std::string> UrlOfLivingServer(const std::string& cluster);

}  // namespace tirek::host
