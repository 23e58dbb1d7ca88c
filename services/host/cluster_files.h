// What a PostgreSQL cluster is on disk: made by initdb, of one major version, open to one user.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "core/base/result.h"
#include "services/host/postgres_programs.h"
#include "services/host/server_user.h"

namespace tirek::host {

inline constexpr const char* kSuperuser = "tirek";

struct ClusterPlace {
  std::string cluster;  // the folder that PostgreSQL itself owns
  std::string log;
  bool durable = true;  // false only for tests: nothing is forced to the disk
};

// Makes the cluster when there is none; a half-made one of a killed program is made anew.
// DATA_DIRECTORY_VERSION (precondition) when another major version wrote it,
// DATA_DIRECTORY_FOREIGN when it holds something else, POSTGRES_FAILED when initdb fails.
Result<void> EnsureCluster(const ClusterPlace& place, const PostgresPrograms& programs,
                           const ServerUser& user);

// Lets the user who runs us, and nobody else, in as superuser through the socket.
Result<void> WriteAuthentication(const ClusterPlace& place, const ServerUser& user);

struct Postmaster {
  pid_t pid = 0;
  std::string socket_folder;
};

// What postmaster.pid tells of a server that lives; a file left by another life is removed.
std::optional<Postmaster> LivingPostmaster(const std::string& cluster);

// The last lines of a log, to show why something failed.
std::string TailOf(const std::string& log);

// Makes `path` and its missing parents; `user` owns it alone.
Result<void> MakePrivateFolder(const std::string& path, const ServerUser& user);

// DATA_DIRECTORY_UNUSABLE (precondition).
Error FolderUnusable(const std::string& path, const std::string& why);

}  // namespace tirek::host
