// As whom PostgreSQL runs: it refuses root, so root's server runs as an unprivileged user.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "core/base/result.h"

namespace tirek::host {

struct ServerUser {
  std::string name;
  uid_t uid = 0;
  gid_t gid = 0;
  std::vector<gid_t> groups;
  bool other_than_us = false;  // children must change to it before exec
};

// Ourselves, or for root: the owner of `cluster` when it exists, else postgres, else nobody.
// NO_SERVER_USER (precondition).
Result<ServerUser> ChooseServerUser(const std::string& cluster);

// Our own name, as PostgreSQL's peer authentication sees it.
Result<std::string> OwnUserName();

// The first folder on the way to `path` that `user` may not pass; empty when it can reach it.
std::string BarredFolder(const ServerUser& user, const std::string& path);

// Between fork and exec: becomes `user` for good. Async-signal-safe.
bool BecomeUser(const ServerUser& user);

}  // namespace tirek::host
