#include "services/host/cluster_files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>

#include "services/host/child_process.h"

namespace tirek::host {
namespace {

namespace fs = std::filesystem;

std::string FirstLineOf(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

Result<void> CheckVersion(const std::string& cluster, const PostgresPrograms& programs) {
  const std::string version = FirstLineOf(cluster + "/PG_VERSION");
  if (version == std::to_string(programs.major)) return {};
  return Error{ErrorKind::kPrecondition,
               "DATA_DIRECTORY_VERSION",
               "The data directory " + cluster + " belongs to PostgreSQL " + version +
                   ", this is PostgreSQL " + std::to_string(programs.major) +
                   "; run the old version, or move the data with pg_upgrade.",
               {{"path", cluster},
                {"directory_version", version},
                {"program_version", std::to_string(programs.major)}},
               {}};
}

Result<void> RunInitdb(const std::string& target, const ClusterPlace& place,
                       const PostgresPrograms& programs, const ServerUser& user) {
  ChildCommand command{
      programs.initdb(),
      {"--pgdata=" + target, std::string("--username=") + kSuperuser, "--encoding=UTF8",
       "--locale=C.UTF-8", "--data-checksums", "--auth=peer", "--no-instructions"},
      {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"},
      place.log,
      SIGTERM};
  if (!place.durable) command.arguments.emplace_back("--no-sync");
  TIREK_ASSIGN_OR_RETURN(const auto child, ChildProcess::Start(std::move(command), user));
  while (!child->WaitFor(std::chrono::seconds(1))) {
  }
  if (child->succeeded()) return {};
  return Error{ErrorKind::kUnavailable,
               "POSTGRES_FAILED",
               "initdb failed; the end of " + place.log + ":\n" + TailOf(place.log),
               {{"log", place.log}},
               {}};
}

Result<void> WriteFile(const std::string& path, const std::string& text, const ServerUser& user) {
  const std::string fresh = path + ".new";
  {
    std::ofstream file(fresh, std::ios::trunc);
    file << text;
    file.flush();
    if (!file) return FolderUnusable(path, std::strerror(errno));
  }
  if (user.other_than_us && chown(fresh.c_str(), user.uid, user.gid) != 0) {
    return FolderUnusable(path, std::strerror(errno));
  }
  if (chmod(fresh.c_str(), 0600) != 0 || rename(fresh.c_str(), path.c_str()) != 0) {
    return FolderUnusable(path, std::strerror(errno));
  }
  return {};
}

// Whether process `pid` is a server on this cluster: a postmaster lives in its data directory.
bool LivesIn(pid_t pid, const std::string& cluster) {
  std::error_code failure;
  const fs::path home = fs::read_symlink("/proc/" + std::to_string(pid) + "/cwd", failure);
  return !failure && fs::equivalent(home, cluster, failure) && !failure;
}

}  // namespace

Error FolderUnusable(const std::string& path, const std::string& why) {
  return {ErrorKind::kPrecondition,
          "DATA_DIRECTORY_UNUSABLE",
          "The data directory cannot be used: " + path + ": " + why + ".",
          {{"path", path}},
          {}};
}

std::string TailOf(const std::string& log) {
  constexpr std::size_t kLines = 10;
  std::ifstream file(log);
  std::deque<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    lines.push_back("  " + line + "\n");
    if (lines.size() > kLines) lines.pop_front();
  }
  std::string tail;
  for (const std::string& line : lines) tail += line;
  return tail;
}

Result<void> MakePrivateFolder(const std::string& path, const ServerUser& user) {
  std::error_code failure;
  fs::create_directories(path, failure);
  if (failure) return FolderUnusable(path, failure.message());
  struct stat found {};
  if (lstat(path.c_str(), &found) != 0 || !S_ISDIR(found.st_mode)) {
    return FolderUnusable(path, "it is no folder");
  }
  if (found.st_uid != user.uid && chown(path.c_str(), user.uid, user.gid) != 0) {
    return FolderUnusable(path, "it belongs to somebody else");
  }
  if (chmod(path.c_str(), 0700) != 0) return FolderUnusable(path, std::strerror(errno));
  return {};
}

Result<void> EnsureCluster(const ClusterPlace& place, const PostgresPrograms& programs,
                           const ServerUser& user) {
  std::error_code failure;
  if (fs::exists(place.cluster + "/PG_VERSION", failure)) {
    return CheckVersion(place.cluster, programs);
  }
  if (fs::exists(place.cluster, failure) && !fs::is_empty(place.cluster, failure)) {
    return Error{ErrorKind::kPrecondition,
                 "DATA_DIRECTORY_FOREIGN",
                 place.cluster + " holds something, but no PostgreSQL cluster.",
                 {{"path", place.cluster}},
                 {}};
  }
  // Under another name until it is whole, so that a kill in the middle leaves nothing half-made.
  const std::string fresh = place.cluster + ".new";
  fs::remove_all(fresh, failure);
  TIREK_RETURN_IF_ERROR(MakePrivateFolder(fresh, user));
  TIREK_RETURN_IF_ERROR(RunInitdb(fresh, place, programs, user));
  fs::rename(fresh, place.cluster, failure);
  if (failure) return FolderUnusable(place.cluster, failure.message());
  return {};
}

Result<void> WriteAuthentication(const ClusterPlace& place, const ServerUser& user) {
  TIREK_ASSIGN_OR_RETURN(const std::string us, OwnUserName());
  TIREK_RETURN_IF_ERROR(WriteFile(place.cluster + "/pg_ident.conf",
                                  "tirek \"" + us + "\" " + kSuperuser + "\n", user));
  return WriteFile(place.cluster + "/pg_hba.conf", "local all all peer map=tirek\n", user);
}

std::optional<Postmaster> LivingPostmaster(const std::string& cluster) {
  const std::string path = cluster + "/postmaster.pid";
  std::ifstream file(path);
  std::string lines[5];
  for (std::string& line : lines) std::getline(file, line);
  const pid_t pid = std::atoi(lines[0].c_str());
  if (pid <= 0) return std::nullopt;
  if (LivesIn(pid, cluster)) return Postmaster{pid, lines[4]};
  // A stranger who now has the number would make PostgreSQL refuse to start. When nobody has it,
  // the file stays: PostgreSQL finds orphans of the old server through it.
  if (kill(pid, 0) == 0) unlink(path.c_str());
  return std::nullopt;
}

}  // namespace tirek::host
