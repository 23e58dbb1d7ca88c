#include "services/host/running_host.h"

#include <atomic>
#include <map>

#include <soci/soci.h>

#include "core/base/random.h"
#include "core/sql/database.h"
#include "services/access/authenticator.h"
#include "services/host/call_metrics.h"
#include "services/host/database_check.h"
#include "services/host/grpc_door.h"
#include "services/host/http_door.h"
#include "services/host/peer_table.h"
#include "services/host/service_table.h"

namespace tirek::host {
namespace {

// Calls that wait for a session hold a thread, and a peer's call takes another one.
constexpr int kThreadsPerSession = 8;
constexpr int kLeastThreads = 64;

class CallWatcher final : public rpc::CallObserver {
 public:
  CallWatcher(EventLog& log, CallMetrics& metrics) : log_(log), metrics_(metrics) {}
  void OnCall(const rpc::CallRecord& call) override {
    metrics_.Count(call);
    log_.Write(call);
  }

 private:
  EventLog& log_;
  CallMetrics& metrics_;
};

}  // namespace

// Everything in the order in which it is built; it goes the other way round.
class RunningHost::House {
 public:
  House(HostOptions options, EventLog& log)
      : options_(std::move(options)),
        log_(log),
        clock_(options_.clock != nullptr ? *options_.clock : system_clock_),
        watcher_(log_, metrics_),
        peers_(options_.peers) {}
  ~House() { Stop(std::chrono::seconds(30)); }

  Result<void> Open();
  void Stop(std::chrono::milliseconds limit);

  GrpcDoor& grpc() { return *grpc_; }
  std::string http_address() const { return http_ ? http_->address() : ""; }

 private:
  void ConnectDatabases();
  void MakeServices();
  Result<void> OpenDoors();
  std::string MetricsText() const;
  std::string WhyUnready();

  HostOptions options_;
  EventLog& log_;
  SystemClock system_clock_;
  const Clock& clock_;
  SystemRandom random_;
  IdSource ids_{clock_, random_};
  CallMetrics metrics_;
  CallWatcher watcher_;
  PeerTable peers_;
  std::unique_ptr<sql::Database> access_database_;
  std::unique_ptr<access::TokenAuthenticator> authenticator_;
  std::map<std::string, std::unique_ptr<sql::Database>> databases_;
  std::vector<std::unique_ptr<rpc::HostedService>> services_;
  std::unique_ptr<GrpcDoor> grpc_;
  std::unique_ptr<HttpDoor> http_;
  std::atomic<bool> stopping_{false};
};

Result<void> RunningHost::House::Open() {
  TIREK_RETURN_IF_ERROR(CheckPeers(ServiceTable(), options_.services, options_.peers));
  TIREK_RETURN_IF_ERROR(peers_.UseCredentials(options_.tls));
  TIREK_RETURN_IF_ERROR(CheckDatabase(options_.database_url));
  try {
    ConnectDatabases();
  } catch (const sql::Unavailable& error) {
    return DatabaseUnreachable(error.what());
  }
  MakeServices();
  TIREK_RETURN_IF_ERROR(OpenDoors());
  for (const auto& service : services_) service->Start();
  log_.Write(LogLevel::kInfo, "started",
             {{"address", grpc_->addresses().front()}, {"http", http_address()}});
  return {};
}

void RunningHost::House::ConnectDatabases() {
  const auto connect = [this](const std::string& service) {
    return std::make_unique<sql::Database>(
        sql::DatabaseOptions{options_.database_url, "tirek_" + service, options_.sessions});
  };
  access_database_ = connect("access");
  authenticator_ = std::make_unique<access::TokenAuthenticator>(*access_database_, clock_);
  for (const auto& entry : options_.services) databases_[entry.name] = connect(entry.name);
}

void RunningHost::House::MakeServices() {
  for (const auto& entry : options_.services) {
    services_.push_back(entry.make(rpc::HostContext{
        {*databases_[entry.name], entry.name, *authenticator_, clock_, ids_, watcher_},
        [this](const std::string& peer) { return peers_.ChannelTo(peer); }}));
  }
}

Result<void> RunningHost::House::OpenDoors() {
  GrpcDoorOptions door{options_.listen, options_.tls, kLeastThreads, {}};
  std::vector<grpc::Service*> services;
  for (const auto& service : services_) {
    services.push_back(&service->door());
    for (grpc::Service* more : service->more_doors()) services.push_back(more);
  }
  for (const auto& entry : options_.services) door.packages.push_back(entry.name);
  door.threads += kThreadsPerSession * options_.sessions * static_cast<int>(services_.size());
  TIREK_ASSIGN_OR_RETURN(grpc_, GrpcDoor::Open(door, services));
  for (const auto& entry : options_.services) peers_.Host(entry.name, grpc_->InProcessChannel());
  if (options_.http.empty()) return {};
  TIREK_ASSIGN_OR_RETURN(http_, HttpDoor::Open(options_.http, {[this] { return MetricsText(); },
                                                               [this] { return WhyUnready(); }}));
  return {};
}

std::string RunningHost::House::MetricsText() const {
  std::string text = metrics_.Text();
  text +=
      "# HELP tirek_database_sessions Database sessions of a service.\n"
      "# TYPE tirek_database_sessions gauge\n";
  for (const auto& [service, database] : databases_) {
    text += "tirek_database_sessions{service=\"" + service + "\"} " +
            std::to_string(database->options().sessions) + "\n";
  }
  text +=
      "# HELP tirek_database_sessions_leased Database sessions that calls hold now.\n"
      "# TYPE tirek_database_sessions_leased gauge\n";
  for (const auto& [service, database] : databases_) {
    text += "tirek_database_sessions_leased{service=\"" + service + "\"} " +
            std::to_string(database->leased()) + "\n";
  }
  return text +
         "# HELP tirek_build_info The program's version.\n"
         "# TYPE tirek_build_info gauge\n"
         "tirek_build_info{version=\"" TIREK_VERSION "\"} 1\n";
}

std::string RunningHost::House::WhyUnready() {
  if (stopping_) return "stopping";
  try {
    sql::Lease lease(*access_database_);
    int one = 0;
    lease.session() << "SELECT 1", soci::into(one);
    return "";
  } catch (const std::exception&) {
    return "the database does not answer";
  }
}

void RunningHost::House::Stop(std::chrono::milliseconds limit) {
  if (!grpc_ || stopping_.exchange(true)) return;
  log_.Write(LogLevel::kInfo, "stopping", {});
  grpc_->AnnounceEnd();
  for (const auto& service : services_) service->Stop();
  grpc_->Close(limit);
  http_.reset();
  log_.Write(LogLevel::kInfo, "stopped", {});
}

RunningHost::RunningHost(std::unique_ptr<House> house) : house_(std::move(house)) {}
RunningHost::~RunningHost() = default;

Result<std::unique_ptr<RunningHost>> RunningHost::Start(HostOptions options, EventLog& log) {
  auto house = std::make_unique<House>(std::move(options), log);
  TIREK_RETURN_IF_ERROR(house->Open());
  return std::unique_ptr<RunningHost>(new RunningHost(std::move(house)));
}

const std::vector<std::string>& RunningHost::addresses() const {
  return house_->grpc().addresses();
}
std::string RunningHost::http_address() const { return house_->http_address(); }
std::shared_ptr<grpc::Channel> RunningHost::channel() { return house_->grpc().InProcessChannel(); }
void RunningHost::Stop(std::chrono::milliseconds limit) { house_->Stop(limit); }

}  // namespace tirek::host
