// A running Tirek made of real processes, on a database of its own: all services in one process, or
// split in two.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "tests/scenarios/desk.h"
#include "tests/scenarios/path_router.h"
#include "tests/scenarios/server_process.h"

namespace tirek::test {

enum class Topology { kAllInOne, kSplit };

const char* NameOf(Topology topology);

// A token of the principal "administrator" for a prepared database, written to `folder`.
std::string AdministratorToken(const std::string& database_url, const std::string& folder);

class Installation {
 public:
  explicit Installation(Topology topology);
  ~Installation();
  Installation(const Installation&) = delete;
  Installation& operator=(const Installation&) = delete;

  Desk& desk() { return *desk_; }
  const std::string& folder() const { return folder_.path(); }
  // What `tirek verify` says of the database.
  ProgramResult Verify() const;

 private:
  std::unique_ptr<ServerProcess> Serve(const std::string& services, const std::string& log,
                                       const std::vector<std::string>& peers) const;
  void ServeAll();
  void ServeSplit();

  ScratchFolder folder_;
  std::string database_url_;
  std::unique_ptr<ServerProcess> first_;
  std::unique_ptr<ServerProcess> second_;
  std::unique_ptr<PathRouter> router_;
  std::unique_ptr<Desk> desk_;
};

}  // namespace tirek::test
