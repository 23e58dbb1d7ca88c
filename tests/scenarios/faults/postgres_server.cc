#include "tests/scenarios/faults/postgres_server.h"

#include <unistd.h>

#include <csignal>
#include <fstream>
#include <stdexcept>

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "services/host/cluster_files.h"
#include "services/host/embedded_postgres.h"
#include "tests/scenarios/server_process.h"

namespace tirek::test {
namespace {

constexpr std::chrono::milliseconds kGlance{20};
constexpr std::chrono::minutes kPatience{1};

template <typename T>
T Need(Result<T> result) {
  if (!result) throw std::runtime_error(Describe(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

const std::vector<std::string>& Environment() {
  static const std::vector<std::string> kEnvironment = {"PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8"};
  return kEnvironment;
}

std::chrono::steady_clock::time_point Deadline() {
  return std::chrono::steady_clock::now() + kPatience;
}

}  // namespace

PostgresServer::PostgresServer(std::string folder)
    : folder_(std::move(folder)), programs_(Need(host::FindPostgresPrograms())) {
  user_ = Need(host::ChooseServerUser(data()));
  Need(host::MakePrivateFolder(folder_, user_));
  Need(host::MakePrivateFolder(socket(), user_));
}

PostgresServer::~PostgresServer() { Stop(); }

void PostgresServer::Create() {
  const host::ClusterPlace place{data(), log(), true};
  Need(host::EnsureCluster(place, programs_, user_));
  Need(host::WriteAuthentication(place, user_));
  std::ofstream(data() + "/pg_hba.conf", std::ios::app) << "local replication all trust\n";
  Configure("timezone = 'UTC'\nmax_connections = 50\n");
}

void PostgresServer::CopyFrom(const PostgresServer& other) {
  Run(programs_.folder + "/pg_basebackup",
      {"--pgdata=" + data(), "--host=" + other.socket(), "--username=tirek", "--checkpoint=fast",
       "--wal-method=stream"});
}

void PostgresServer::Configure(const std::string& lines) {
  std::ofstream(data() + "/postgresql.conf", std::ios::app) << lines;
}

void PostgresServer::Mark(const std::string& name) {
  const std::string path = data() + "/" + name;
  std::ofstream(path).flush();
  if (chown(path.c_str(), user_.uid, user_.gid) != 0) throw std::runtime_error(path);
}

std::string PostgresServer::MakeFolder(const std::string& name) {
  std::string path = folder_ + "/" + name;
  Need(host::MakePrivateFolder(path, user_));
  return path;
}

void PostgresServer::Run(const std::string& program, const std::vector<std::string>& args) const {
  const auto child =
      Need(host::ChildProcess::Start({program, args, Environment(), log(), SIGKILL}, user_));
  if (child->WaitFor(kPatience) != "exit code 0") throw std::runtime_error(ReadText(log()));
}

// False when sessions of a killed server still live, beside which no new one starts.
bool PostgresServer::TryStart() {
  const std::size_t start = ReadText(log()).size();
  server_ =
      Need(host::ChildProcess::Start({programs_.postgres(),
                                      {"-D", data(), "-k", socket(), "-c", "listen_addresses="},
                                      Environment(),
                                      log(),
                                      SIGKILL},
                                     user_));
  const auto deadline = Deadline();
  while (PQping(url("postgres").c_str()) != PQPING_OK) {
    const auto end = server_->WaitFor(kGlance);
    const std::string said = ReadText(log()).substr(start);
    if (end && said.find("pre-existing shared memory") != std::string::npos) return false;
    if (end || std::chrono::steady_clock::now() > deadline) throw std::runtime_error(said);
  }
  return true;
}

void PostgresServer::Start() {
  const auto deadline = Deadline();
  while (!TryStart()) {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error(ReadText(log()));
  }
}

void PostgresServer::AwaitPromotion() {
  AwaitPostgres(url("postgres"), "SELECT CASE WHEN pg_is_in_recovery() THEN 'no' ELSE 'yes' END");
}

void PostgresServer::Kill() {
  server_->Signal(SIGKILL);
  server_->WaitFor(kPatience);
}

void PostgresServer::Stop() {
  if (!server_) return;
  server_->Signal(SIGINT);
  if (!server_->WaitFor(kPatience)) server_->Signal(SIGQUIT);
  server_.reset();
}

std::string PostgresServer::url(const std::string& database) const {
  return host::SocketUrl(socket(), database);
}

std::string AskPostgres(const std::string& url, const std::string& query) {
  soci::session sql(soci::postgresql, url);
  std::string answer;
  sql << query, soci::into(answer);
  if (!sql.got_data()) throw std::runtime_error("no row: " + query);
  return answer;
}

void AwaitPostgres(const std::string& url, const std::string& query) {
  const auto deadline = Deadline();
  while (AskPostgres(url, query) != "yes") {
    if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("never: " + query);
    std::this_thread::sleep_for(kGlance);
  }
}

}  // namespace tirek::test
