#include "services/host/data_directory.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "services/host/cluster_files.h"

namespace tirek::host {
namespace {

namespace fs = std::filesystem;

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Whoever holds the lock wrote its number there.
std::string HolderOf(int file) {
  std::array<char, 32> text{};
  const ssize_t size = pread(file, text.data(), text.size() - 1, 0);
  const std::string number(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  return number.empty() ? "another process" : "process " + number;
}

}  // namespace

Result<std::string> DefaultDataDirectory() {
  if (const std::string own = Variable("TIREK_DATA"); !own.empty()) return own;
  if (geteuid() == 0) return std::string("/var/lib/tirek");
  if (const std::string state = Variable("XDG_STATE_HOME"); !state.empty()) return state + "/tirek";
  if (const std::string home = Variable("HOME"); !home.empty()) return home + "/.local/state/tirek";
  return Error{ErrorKind::kInvalid,
               "NO_DATA_DIRECTORY",
               "Neither XDG_STATE_HOME nor HOME is set: name the data directory with --data.",
               {},
               {}};
}

DataDirectory::DataDirectory(const std::string& path)
    : path_(fs::absolute(path).lexically_normal().string()) {
  if (path_.size() > 1 && path_.back() == '/') path_.pop_back();
}

Result<void> DataDirectory::Make() const {
  std::error_code failure;
  const bool made = fs::create_directories(path_, failure);
  if (failure) return FolderUnusable(path_, failure.message());
  // Whatever the umask: root's PostgreSQL runs as another user, who passes but does not list.
  const mode_t mode = geteuid() == 0 ? 0711 : 0700;
  if (made && chmod(path_.c_str(), mode) != 0) return FolderUnusable(path_, std::strerror(errno));
  if (access(path_.c_str(), W_OK | X_OK) != 0) return FolderUnusable(path_, std::strerror(errno));
  return {};
}

Result<void> DataDirectory::CheckExists() const {
  std::error_code failure;
  if (fs::exists(cluster(), failure)) return {};
  return Error{ErrorKind::kInvalid,
               "DATA_DIRECTORY_MISSING",
               path_ + " is no data directory of tirek up" +
                   (failure ? ": " + failure.message() : std::string()) + ".",
               {{"path", path_}},
               {}};
}

Result<DataDirectoryLock> DataDirectoryLock::Take(const DataDirectory& directory) {
  const std::string path = directory.path() + "/tirek.lock";
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return FolderUnusable(path, std::strerror(errno));
  DataDirectoryLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    const std::string holder = HolderOf(file);
    return Error{ErrorKind::kUnavailable,
                 "DATA_DIRECTORY_IN_USE",
                 "The data directory " + directory.path() + " is in use by " + holder +
                     "; stop it, or choose another one with --data.",
                 {{"path", directory.path()}, {"holder", holder}},
                 {}};
  }
  const std::string number = std::to_string(getpid());
  if (ftruncate(file, 0) != 0 ||
      pwrite(file, number.data(), number.size(), 0) != static_cast<ssize_t>(number.size())) {
    return FolderUnusable(path, std::strerror(errno));
  }
  return lock;
}

DataDirectoryLock::~DataDirectoryLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace tirek::host
