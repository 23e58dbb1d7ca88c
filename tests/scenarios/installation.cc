#include "tests/scenarios/installation.h"

#include <csignal>
#include <stdexcept>

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "services/host/admin_token.h"
#include "services/host/embedded_postgres.h"

namespace tirek::test {
namespace {

// The program's one PostgreSQL; every installation has a copy of a database that `tirek migrate`
// has prepared.
class Cluster {
 public:
  static Cluster& Get() {
    static Cluster cluster;
    return cluster;
  }

  std::string NewDatabase() {
    const std::string name = "installation_" + std::to_string(++databases_);
    soci::session sql(soci::postgresql, postgres_->url("postgres"));
    sql << "CREATE DATABASE " + name + " TEMPLATE tirek";
    return postgres_->url(name);
  }

 private:
  Cluster() {
    auto started =
        host::EmbeddedPostgres::Start({folder_.path() + "/postgres", folder_.path() + "/run",
                                       folder_.path() + "/postgres.log", false});
    if (!started) throw std::runtime_error(Describe(started.error()));
    postgres_ = std::move(started).value();
    const ProgramResult migrated = RunProgram({"migrate", "--database", postgres_->url()});
    if (migrated.end != "exit code 0") throw std::runtime_error(migrated.output);
  }

  ScratchFolder folder_;
  std::unique_ptr<host::EmbeddedPostgres> postgres_;
  int databases_ = 0;
};

Instant PilotDate() { return {SystemClock().Now().micros + SecondsToPilotDate() * 1'000'000}; }

}  // namespace

const char* NameOf(Topology topology) {
  return topology == Topology::kAllInOne ? "all in one process" : "split in two processes";
}

std::string AdministratorToken(const std::string& database_url, const std::string& folder) {
  const std::string path = folder + "/admin.token";
  const auto issued = host::EnsureAdministratorToken(database_url, path, FixedClock(PilotDate()));
  if (!issued) throw std::runtime_error(Describe(issued.error()));
  std::string token = ReadText(path);
  token.pop_back();
  return token;
}

Installation::Installation(Topology topology) : database_url_(Cluster::Get().NewDatabase()) {
  topology == Topology::kAllInOne ? ServeAll() : ServeSplit();
  const std::string address = router_ ? router_->address() : first_->address();
  desk_ = std::make_unique<Desk>(address, AdministratorToken(database_url_, folder()), folder());
}

Installation::~Installation() {
  router_.reset();
  for (ServerProcess* server : {second_.get(), first_.get()}) {
    if (server != nullptr) server->Signal(SIGTERM);
  }
}

ProgramResult Installation::Verify() const {
  return RunProgram({"verify", "--database", database_url_});
}

std::unique_ptr<ServerProcess> Installation::Serve(const std::string& services,
                                                   const std::string& log,
                                                   const std::vector<std::string>& peers) const {
  std::vector<std::string> args = {"serve",    "--services",  services, "--database", database_url_,
                                   "--listen", "127.0.0.1:0", "--http", "",           "--sessions",
                                   "2"};
  args.insert(args.end(), peers.begin(), peers.end());
  return std::make_unique<ServerProcess>(args, folder() + "/" + log);
}

void Installation::ServeAll() { first_ = Serve("all", "first.log", {}); }

void Installation::ServeSplit() {
  first_ = Serve("access,registry,contracts,eligibility", "first.log", {});
  second_ = Serve("placements,delivery,billing,settlement", "second.log",
                  {"--peer", "eligibility=" + first_->address()});
  std::map<std::string, std::string> addresses;
  for (const char* service : {"access", "registry", "contracts", "eligibility"}) {
    addresses[service] = first_->address();
  }
  for (const char* service : {"placements", "delivery", "billing", "settlement"}) {
    addresses[service] = second_->address();
  }
  router_ = std::make_unique<PathRouter>(addresses);
}

}  // namespace tirek::test
