#include "services/host/server_user.h"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <optional>

namespace tirek::host {
namespace {

constexpr std::size_t kBuffer = 16384;

ServerUser FromPasswd(const passwd& entry) {
  ServerUser user{entry.pw_name, entry.pw_uid, entry.pw_gid, {}, entry.pw_uid != geteuid()};
  int count = 64;
  user.groups.resize(static_cast<std::size_t>(count));
  if (getgrouplist(entry.pw_name, entry.pw_gid, user.groups.data(), &count) < 0) count = 0;
  user.groups.resize(static_cast<std::size_t>(count));
  return user;
}

std::optional<ServerUser> ByName(const char* name) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, kBuffer> buffer{};
  getpwnam_r(name, &entry, buffer.data(), buffer.size(), &found);
  if (found == nullptr) return std::nullopt;
  return FromPasswd(entry);
}

std::optional<ServerUser> ByUid(uid_t uid) {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, kBuffer> buffer{};
  getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found);
  if (found == nullptr) return std::nullopt;
  return FromPasswd(entry);
}

Error NoUser(const std::string& message) {
  return {ErrorKind::kPrecondition, "NO_SERVER_USER", message, {}, {}};
}

std::vector<std::string> FoldersTo(const std::string& path) {
  std::vector<std::string> folders;
  std::filesystem::path folder;
  for (const auto& part : std::filesystem::path(path)) {
    folder /= part;
    folders.push_back(folder.string());
  }
  return folders;
}

}  // namespace

Result<ServerUser> ChooseServerUser(const std::string& cluster) {
  if (geteuid() != 0) {
    if (auto self = ByUid(geteuid())) return *std::move(self);
    return NoUser("User number " + std::to_string(geteuid()) +
                  " has no name in /etc/passwd, which PostgreSQL asks for.");
  }
  struct stat owner {};
  if (stat(cluster.c_str(), &owner) == 0 && owner.st_uid != 0) {
    if (auto user = ByUid(owner.st_uid)) return *std::move(user);
  }
  for (const char* name : {"postgres", "nobody"}) {
    if (auto user = ByName(name)) return *std::move(user);
  }
  return NoUser(
      "PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody.");
}

Result<std::string> OwnUserName() {
  if (auto self = ByUid(geteuid())) return self->name;
  return NoUser("User number " + std::to_string(geteuid()) + " has no name in /etc/passwd.");
}

std::string BarredFolder(const ServerUser& user, const std::string& path) {
  const std::vector<std::string> folders = FoldersTo(path);
  // Asked as that user, because groups and access lists count, too.
  const pid_t child = fork();
  if (child < 0) return "";
  if (child == 0) {
    if (user.other_than_us && !BecomeUser(user)) _exit(0);
    for (std::size_t i = 0; i < folders.size(); ++i) {
      if (access(folders[i].c_str(), X_OK) != 0) _exit(static_cast<int>(i) + 1);
    }
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const auto barred = static_cast<std::size_t>(WIFEXITED(status) ? WEXITSTATUS(status) : 0);
  return barred == 0 || barred > folders.size() ? "" : folders[barred - 1];
}

bool BecomeUser(const ServerUser& user) {
  return setgroups(user.groups.size(), user.groups.data()) == 0 && setgid(user.gid) == 0 &&
         setuid(user.uid) == 0;
}

}  // namespace tirek::host
