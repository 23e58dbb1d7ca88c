#include "services/host/embedded_postgres.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>

#include <libpq-fe.h>

#include "core/base/sha256.h"
#include "services/host/listen_address.h"

namespace tirek::host {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr seconds kStartLimit{60};  // a crash may have left much to recover
constexpr seconds kStopLimit{30};
constexpr milliseconds kPause{20};

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

Connection Connect(const std::string& url) { return {PQconnectdb(url.c_str()), &PQfinish}; }

std::string Quoted(const std::string& value) {
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

// A folder that anybody could have made in /tmp is used only when it is the server's alone.
Result<std::string> ShortSocketFolder(const std::string& wanted, const ServerUser& user) {
  const char* runtime = geteuid() == 0 ? nullptr : std::getenv("XDG_RUNTIME_DIR");
  const std::string base = runtime == nullptr || *runtime == '\0' ? "/tmp" : runtime;
  std::string folder = base + "/tirek-" + Sha256Hex(wanted).substr(0, 12);
  if (mkdir(folder.c_str(), 0700) == 0 && user.other_than_us &&
      chown(folder.c_str(), user.uid, user.gid) != 0) {
    return FolderUnusable(folder, std::strerror(errno));
  }
  struct stat found {};
  if (lstat(folder.c_str(), &found) != 0) return FolderUnusable(folder, std::strerror(errno));
  if (!S_ISDIR(found.st_mode) || found.st_uid != user.uid || (found.st_mode & 077U) != 0) {
    return FolderUnusable(folder, "somebody else made it");
  }
  return folder;
}

Result<std::string> UsableSocketFolder(const std::string& wanted, const ServerUser& user) {
  if ((wanted + "/.s.PGSQL.5432.lock").size() > kLongestSocketPath) {
    return ShortSocketFolder(wanted, user);
  }
  TIREK_RETURN_IF_ERROR(MakePrivateFolder(wanted, user));
  return wanted;
}

Result<void> CheckReach(const ServerUser& user, const std::string& cluster) {
  const std::string parent = std::filesystem::path(cluster).parent_path().string();
  const std::string barred = BarredFolder(user, parent);
  if (barred.empty()) return {};
  return FolderUnusable(barred, "the user " + user.name +
                                    ", as whom PostgreSQL runs, may not pass it; allow it with"
                                    " chmod o+x, or choose another folder with --data");
}

// A server whose program was killed: nobody else may be using it, so it goes.
void StopOrphan(const std::string& cluster) {
  const auto orphan = LivingPostmaster(cluster);
  if (!orphan) return;
  kill(orphan->pid, SIGINT);
  const auto deadline = steady_clock::now() + kStopLimit;
  while (LivingPostmaster(cluster) && steady_clock::now() < deadline) {
    std::this_thread::sleep_for(kPause);
  }
  if (LivingPostmaster(cluster)) kill(orphan->pid, SIGQUIT);
}

void RotateLog(const std::string& log) {
  constexpr std::uintmax_t kLargest = 16U << 20U;
  std::error_code failure;
  if (std::filesystem::file_size(log, failure) > kLargest && !failure) {
    std::filesystem::rename(log, log + ".1", failure);
  }
}

Error PostgresFailed(const std::string& what, const std::string& log) {
  return {ErrorKind::kUnavailable,
          "POSTGRES_FAILED",
          what + "; the end of " + log + ":\n" + TailOf(log),
          {{"log", log}},
          {}};
}

}  // namespace

std::string SocketUrl(const std::string& socket_folder, const std::string& database) {
  return "host=" + Quoted(socket_folder) + " port=5432 user=" + kSuperuser +
         " dbname=" + Quoted(database);
}

std::optional<std::string> UrlOfLivingServer(const std::string& cluster) {
  const auto server = LivingPostmaster(cluster);
  if (!server) return std::nullopt;
  return SocketUrl(server->socket_folder, "tirek");
}

Result<std::unique_ptr<EmbeddedPostgres>> EmbeddedPostgres::Start(EmbeddedOptions options) {
  std::unique_ptr<EmbeddedPostgres> postgres(new EmbeddedPostgres());
  TIREK_ASSIGN_OR_RETURN(const PostgresPrograms programs, FindPostgresPrograms());
  TIREK_ASSIGN_OR_RETURN(postgres->user_, ChooseServerUser(options.cluster));
  TIREK_RETURN_IF_ERROR(CheckReach(postgres->user_, options.cluster));
  TIREK_ASSIGN_OR_RETURN(options.socket_folder,
                         UsableSocketFolder(options.socket_folder, postgres->user_));
  RotateLog(options.log);
  const ClusterPlace place{options.cluster, options.log, options.durable};
  TIREK_RETURN_IF_ERROR(EnsureCluster(place, programs, postgres->user_));
  TIREK_RETURN_IF_ERROR(WriteAuthentication(place, postgres->user_));
  StopOrphan(options.cluster);
  postgres->options_ = std::move(options);
  TIREK_RETURN_IF_ERROR(postgres->LaunchUntilAccepted(programs));
  TIREK_RETURN_IF_ERROR(postgres->EnsureDatabase());
  return postgres;
}

std::string EmbeddedPostgres::url(const std::string& database) const {
  return SocketUrl(options_.socket_folder, database);
}

Result<void> EmbeddedPostgres::Launch(const PostgresPrograms& programs) {
  ChildCommand command{programs.postgres(),
                       {"-D", options_.cluster, "-k", options_.socket_folder},
                       {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"},
                       options_.log,
                       SIGINT};
  // Its log must not hold personal data: no statements, no values, no "Key (…) exists" details.
  for (const char* setting :
       {"listen_addresses=", "unix_socket_permissions=0700", "max_connections=200",
        "logging_collector=off", "log_destination=stderr", "log_min_error_statement=panic",
        "log_error_verbosity=terse", "log_parameter_max_length_on_error=0", "timezone=UTC",
        "log_timezone=UTC", "jit=off",
        // Pages that the log takes whole after each checkpoint, at half their size.
        "wal_compression=on"}) {
    command.arguments.insert(command.arguments.end(), {"-c", setting});
  }
  if (!options_.durable) {
    for (const char* setting : {"fsync=off", "synchronous_commit=off", "full_page_writes=off",
                                "wal_level=minimal", "max_wal_senders=0", "autovacuum=off"}) {
      command.arguments.insert(command.arguments.end(), {"-c", setting});
    }
  }
  TIREK_ASSIGN_OR_RETURN(server_, ChildProcess::Start(std::move(command), user_));
  return {};
}

// Sessions of a server that was killed need a moment to notice it; until then a new server refuses
// to start beside them.
Result<void> EmbeddedPostgres::LaunchUntilAccepted(const PostgresPrograms& programs) {
  const auto deadline = steady_clock::now() + kStartLimit;
  while (true) {
    TIREK_RETURN_IF_ERROR(Launch(programs));
    auto accepted = AwaitConnections(deadline);
    if (accepted || steady_clock::now() > deadline ||
        accepted.error().message.find("pre-existing shared memory") == std::string::npos) {
      return accepted;
    }
    std::this_thread::sleep_for(kPause);
  }
}

Result<void> EmbeddedPostgres::AwaitConnections(steady_clock::time_point deadline) {
  const std::string url = this->url("postgres");
  while (steady_clock::now() < deadline) {
    if (PQping(url.c_str()) == PQPING_OK) return {};
    if (const auto end = server_->WaitFor(kPause)) {
      return PostgresFailed("PostgreSQL did not start (" + *end + ")", options_.log);
    }
  }
  return PostgresFailed("PostgreSQL does not accept connections", options_.log);
}

Result<void> EmbeddedPostgres::EnsureDatabase() {
  const Connection connection = Connect(url("postgres"));
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    return PostgresFailed(PQerrorMessage(connection.get()), options_.log);
  }
  const std::unique_ptr<PGresult, decltype(&PQclear)> made(
      PQexec(connection.get(), "CREATE DATABASE tirek"), &PQclear);
  const char* state = PQresultErrorField(made.get(), PG_DIAG_SQLSTATE);
  const bool exists = state != nullptr && std::strcmp(state, "42P04") == 0;
  if (PQresultStatus(made.get()) == PGRES_COMMAND_OK || exists) return {};
  return PostgresFailed(PQerrorMessage(connection.get()), options_.log);
}

void EmbeddedPostgres::Stop() {
  if (!server_) return;
  for (const int signal : {SIGINT, SIGQUIT}) {
    server_->Signal(signal);
    if (server_->WaitFor(kStopLimit)) return;
  }
}

}  // namespace tirek::host
