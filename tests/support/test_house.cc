#include "tests/support/test_house.h"

#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include <doctest/doctest.h>
#include <grpcpp/create_channel.h>
#include <soci/postgresql/soci-postgresql.h>

#include "core/base/random.h"
#include "core/sql/database.h"
#include "core/sql/migrations.h"
#include "core/sql/unit_of_work.h"
#include "services/access/token_service.h"
#include "services/host/embedded_postgres.h"
#include "services/host/event_log.h"
#include "services/host/running_host.h"
#include "services/host/service_table.h"
#include "services/host/verification.h"

namespace tirek::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTemplate = "house_template";
constexpr int kCenturyOfDays = 36500;

template <typename T>
T Need(Result<T> result, const char* what) {
  if (!result) throw std::runtime_error(std::string(what) + ": " + Describe(result.error()));
  return std::move(result).value();
}

// The program's one PostgreSQL, with a migrated database that every house is a copy of.
class Cluster {
 public:
  static Cluster& Get() {
    static Cluster cluster;
    return cluster;
  }

  ~Cluster() {
    postgres_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string url(const std::string& database) const { return postgres_->url(database); }

  // It goes with the cluster: to drop it now would cost a checkpoint.
  std::string NewDatabase() {
    std::string name = "house_" + std::to_string(++databases_);
    soci::session sql(soci::postgresql, url("postgres"));
    sql << "CREATE DATABASE " + name + " TEMPLATE " + kTemplate;
    return name;
  }

 private:
  Cluster() {
    std::string pattern = (fs::temp_directory_path() / "tirek-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    folder_ = pattern;
    // Root's PostgreSQL runs as another user.
    fs::permissions(folder_, fs::perms::owner_all | fs::perms::others_exec);
    postgres_ = Need(host::EmbeddedPostgres::Start({folder_ + "/postgres", folder_ + "/run",
                                                    folder_ + "/postgres.log", false}),
                     "PostgreSQL for the tests");
    soci::session admin(soci::postgresql, url("postgres"));
    admin << std::string("CREATE DATABASE ") + kTemplate;
    soci::session sql(soci::postgresql, url(kTemplate));
    Need(sql::Migrate(sql), "migrations");
  }

  std::string folder_;
  std::unique_ptr<host::EmbeddedPostgres> postgres_;
  std::atomic<int> databases_{0};
};

std::vector<rpc::ServiceEntry> Wanted(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ",") + name;
  return Need(host::ChooseServices(list.empty() ? "all" : list), "services");
}

}  // namespace

CallerContext::CallerContext(const std::string& token) {
  AddMetadata("authorization", "Bearer " + token);
}

class TestHouse::State {
 public:
  State(TestHouseOptions options, std::string database)
      : options_(std::move(options)),
        database_(std::move(database)),
        log_(LogLevelWanted()),
        sql_(soci::postgresql, url()),
        access_({url(), "tirek_access", 1}) {
    Start();
  }

  void Start() {
    host::HostOptions options;
    options.services = Wanted(options_.services);
    options.database_url = url();
    options.peers = options_.peers;
    options.listen = {"127.0.0.1:0"};
    options.http = "127.0.0.1:0";
    options.sessions = options_.sessions;
    options.clock = options_.clock;
    host_ = Need(host::RunningHost::Start(std::move(options), log_), "the services");
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    channel_ = grpc::CreateCustomChannel(host_->addresses().front(),
                                         grpc::InsecureChannelCredentials(), arguments);
  }

  void Stop() { host_->Stop(); }

  std::string Token(const access::Principal& principal) {
    std::string& secret = tokens_[principal.name];
    if (!secret.empty()) return secret;
    SystemRandom random;
    IdSource ids(clock(), random);
    sql::UnitOfWork work(access_, sql::Scope::Everything());
    access::TokenService service(ids, random);
    secret =
        Need(service.Issue(work.sql(), {principal, kCenturyOfDays}, clock().Now()), "token").secret;
    work.Commit();
    return secret;
  }

  std::string url() const { return Cluster::Get().url(database_); }
  const std::string& database() const { return database_; }
  const Clock& clock() const { return options_.clock != nullptr ? *options_.clock : system_clock_; }
  host::RunningHost& host() { return *host_; }
  soci::session& sql() { return sql_; }
  std::shared_ptr<grpc::Channel> channel() { return channel_; }

 private:
  // TIREK_TEST_LOG=info shows the services' log while a test is being written.
  static host::LogLevel LogLevelWanted() {
    const char* name = std::getenv("TIREK_TEST_LOG");
    return name == nullptr ? host::LogLevel::kOff : Need(host::ParseLogLevel(name), "log level");
  }

  TestHouseOptions options_;
  std::string database_;
  SystemClock system_clock_;
  host::EventLog log_;
  soci::session sql_;
  sql::Database access_;
  std::unique_ptr<host::RunningHost> host_;
  std::shared_ptr<grpc::Channel> channel_;
  std::map<std::string, std::string> tokens_;
};

TestHouse::TestHouse(TestHouseOptions options)
    : state_(std::make_unique<State>(std::move(options), Cluster::Get().NewDatabase())) {}
TestHouse::TestHouse(TestHouseOptions options, TestHouse& other)
    : state_(std::make_unique<State>(std::move(options), other.state_->database())) {}
TestHouse::~TestHouse() = default;

std::shared_ptr<grpc::Channel> TestHouse::Channel() { return state_->channel(); }
std::string TestHouse::address() const { return state_->host().addresses().front(); }
std::string TestHouse::http_address() const { return state_->host().http_address(); }
std::string TestHouse::database_url() const { return state_->url(); }

std::string TestHouse::Token(access::Role role) {
  REQUIRE(role != access::Role::kProvider);
  return state_->Token({std::string(access::RoleName(role)), role, ""});
}

std::string TestHouse::ProviderToken(const std::string& provider_id) {
  return state_->Token({"provider-" + provider_id, access::Role::kProvider, provider_id});
}

soci::session& TestHouse::sql() { return state_->sql(); }

std::vector<std::string> TestHouse::Verify() {
  return Need(host::VerifyDatabase(state_->url()), "verification");
}

void TestHouse::Restart() {
  Stop();
  state_->Start();
}

void TestHouse::Stop() { state_->Stop(); }

}  // namespace tirek::test
