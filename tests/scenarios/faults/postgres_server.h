// A PostgreSQL of a test's own that it may configure, kill, copy and restore, as an administrator
// does who runs Tirek on a database beside it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/host/child_process.h"
#include "services/host/postgres_programs.h"
#include "services/host/server_user.h"

namespace tirek::test {

class PostgresServer {
 public:
  // Lives in `folder`, which is made; no cluster is there before Create or CopyFrom.
  explicit PostgresServer(std::string folder);
  ~PostgresServer();

  void Create();
  // A base backup of a server that runs.
  void CopyFrom(const PostgresServer& other);
  // Lines of postgresql.conf; they hold from the next start.
  void Configure(const std::string& lines);
  // An empty file that PostgreSQL looks for: "standby.signal".
  void Mark(const std::string& name);
  // A folder beside the cluster that PostgreSQL may write to; its path.
  std::string MakeFolder(const std::string& name);

  // Returns when it accepts connections; throws with its log when it ends instead.
  void Start();
  // Until it takes writes; throws after a minute.
  void AwaitPromotion();
  void Kill();
  void Stop();

  const std::string& folder() const { return folder_; }
  std::string data() const { return folder_ + "/data"; }
  std::string socket() const { return folder_ + "/run"; }
  // libpq keywords, as superuser.
  std::string url(const std::string& database) const;
  const host::ServerUser& user() const { return user_; }

 private:
  void Run(const std::string& program, const std::vector<std::string>& args) const;
  bool TryStart();
  std::string log() const { return folder_ + "/postgres.log"; }

  std::string folder_;
  host::PostgresPrograms programs_;
  host::ServerUser user_;
  std::unique_ptr<host::ChildProcess> server_;
};

// The column of the first row that `query` gives; throws where there is none.
std::string AskPostgres(const std::string& url, const std::string& query);
// Until `query` gives "yes"; throws after a minute.
void AwaitPostgres(const std::string& url, const std::string& query);

}  // namespace tirek::test
