#include "tests/scenarios/faults/fault_house.h"

#include <csignal>
#include <stdexcept>

#include "services/host/cluster_files.h"
#include "services/host/embedded_postgres.h"
#include "tests/scenarios/pilot.h"

namespace tirek::test {
namespace {

std::vector<std::string> Up(const std::string& data) {
  return {"up", "--data", data, "--listen", "127.0.0.1:0", "--http", "", "--sessions", "2"};
}

std::string AdministratorToken(const std::string& data) {
  std::string token = ReadText(data + "/admin.token");
  if (!token.empty()) token.pop_back();
  return token;
}

// Made once; its server ends as an administrator would end it.
const std::string& PreparedData() {
  static const ScratchFolder folder;
  static const std::string data = [] {
    std::string path = folder.path() + "/data";
    ServerProcess server(Up(path), folder.path() + "/server.log");
    Desk desk(server.address(), AdministratorToken(path), folder.path());
    Pilot(desk).CarryUntil("capitation run");
    server.Signal(SIGTERM);
    if (server.AwaitEnd() != "exit code 0") throw std::runtime_error(server.Output());
    return path;
  }();
  return data;
}

// With owners and times: the database belongs to another user when the tests run as root.
void CopyFolder(const std::string& from, const std::string& to) {
  const std::string command = "cp -a '" + from + "' '" + to + "'";
  if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
}

}  // namespace

FaultHouse::FaultHouse() {
  CopyFolder(PreparedData(), data());
  desk_ = std::make_unique<Desk>(address(), AdministratorToken(data()), folder_.path());
}

// PostgreSQL has left the folder when its program has ended.
FaultHouse::~FaultHouse() {
  if (server_ == nullptr) return;
  server_->Signal(SIGTERM);
  server_->AwaitEnd();
}

void FaultHouse::Start(const std::string& fault) {
  server_.reset();
  server_ = std::make_unique<ServerProcess>(Up(data()), folder_.path() + "/server.log",
                                            std::vector<std::string>{"TIREK_FAULT=" + fault});
}

std::string FaultHouse::AwaitEnd() { return server_->AwaitEnd(); }

std::string FaultHouse::Verify() const { return RunProgram({"verify", "--data", data()}).output; }

std::string FaultHouse::database_url() const {
  const auto url = host::UrlOfLivingServer(cluster());
  if (!url) throw std::runtime_error("PostgreSQL does not run");
  return *url;
}

pid_t FaultHouse::postmaster() const {
  const auto server = host::LivingPostmaster(cluster());
  if (!server) throw std::runtime_error("PostgreSQL does not run");
  return server->pid;
}

}  // namespace tirek::test
