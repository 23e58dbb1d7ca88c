// Where `tirek up` keeps everything: the database, its log, the administrator's token.
#pragma once

#include <string>

#include "core/base/result.h"
#include "services/host/embedded_postgres.h"

namespace tirek::host {

// TIREK_DATA when it is set; root: /var/lib/tirek; else XDG_STATE_HOME/tirek or
// ~/.local/state/tirek. NO_DATA_DIRECTORY (invalid) when no variable says where.
Result<std::string> DefaultDataDirectory();

class DataDirectory {
 public:
  // `path` made absolute; nothing is touched.
  explicit DataDirectory(const std::string& path);

  const std::string& path() const { return path_; }
  std::string cluster() const { return path_ + "/postgres"; }
  std::string log() const { return path_ + "/postgres.log"; }
  EmbeddedOptions postgres() const { return {cluster(), path_ + "/run", log()}; }
  std::string socket() const { return path_ + "/tirek.sock"; }
  std::string token_file() const { return path_ + "/admin.token"; }

  // Makes the folder; PostgreSQL's user may pass it.
  Result<void> Make() const;
  // DATA_DIRECTORY_MISSING (invalid) when no `tirek up` made it.
  Result<void> CheckExists() const;

 private:
  std::string path_;
};

// Held for as long as this process uses a data directory; the kernel gives it back when the
// process dies, however it dies.
class DataDirectoryLock {
 public:
  // DATA_DIRECTORY_IN_USE (unavailable) when another process holds it.
  static Result<DataDirectoryLock> Take(const DataDirectory& directory);
  ~DataDirectoryLock();
  DataDirectoryLock(DataDirectoryLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  DataDirectoryLock& operator=(DataDirectoryLock&&) = delete;

 private:
  explicit DataDirectoryLock(int file) : file_(file) {}
  int file_;
};

}  // namespace tirek::host
