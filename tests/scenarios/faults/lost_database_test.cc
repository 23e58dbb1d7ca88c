// kill -9 of PostgreSQL under the running server, and the server's own orderly end: nothing that
// was answered is lost.
#include <csignal>
#include <future>

#include <doctest/doctest.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "services/host/embedded_postgres.h"
#include "tests/scenarios/faults/fault_house.h"
#include "tests/scenarios/installation.h"

namespace tirek::test {
namespace {

constexpr int kUnavailable = 6;
constexpr std::chrono::milliseconds kGlance{20};

std::vector<std::string> CreateSite(const std::string& code) {
  return {"site",   "create", "--provider-id", "230840990018", "--code",           code,
          "--name", "Филиал", "--kato",        "351010000",    "--street-address", "г. Караганда"};
}

// The first answer with another exit code than `code`; the last one when there is none.
Answer TypeWhile(Desk& desk, int code, const std::vector<std::string>& args) {
  constexpr int kOften = 1000;
  Answer answer;
  for (int i = 0; i < kOften && (i == 0 || answer.exit_code == code); ++i) {
    answer = desk.Type("ministry", args);
  }
  return answer;
}

TEST_CASE("With PostgreSQL gone `tirek up` says so and ends; the next start has everything") {
  FaultHouse house;
  house.Start();
  REQUIRE(house.desk().Type("ministry", CreateSite("LAST-1")).exit_code == 0);
  REQUIRE(kill(house.postmaster(), SIGKILL) == 0);
  CHECK(house.AwaitEnd() == "exit code 6");
  CHECK(house.Output().find("PostgreSQL ended (signal 9); what was committed is safe") !=
        std::string::npos);
  CHECK(house.Verify() == "0 differences\n");
  house.Start();
  CHECK(house.desk().Type("ministry", {"site", "list", "--code", "LAST-1"}).text.find("LAST-1") !=
        std::string::npos);
}

TEST_CASE("When one session of PostgreSQL is killed, calls are refused until it has recovered") {
  FaultHouse house;
  house.Start();
  REQUIRE(house.desk().Type("ministry", CreateSite("ONE-1")).exit_code == 0);
  {
    soci::session sql(soci::postgresql, house.database_url());
    long long session = 0;
    sql << "SELECT min(pid) FROM pg_stat_activity WHERE usename IS NOT NULL AND backend_type ="
           " 'client backend' AND pid <> pg_backend_pid()",
        soci::into(session);
    REQUIRE(kill(static_cast<pid_t>(session), SIGKILL) == 0);
  }
  const Answer answer = TypeWhile(house.desk(), kUnavailable, CreateSite("TWO-2"));
  CAPTURE(answer.text);
  CHECK(answer.exit_code == 0);
  CHECK(house.Verify() == "0 differences\n");
}

TEST_CASE("`tirek serve` outlives its PostgreSQL and goes on when that is back") {
  const ScratchFolder folder;
  const host::EmbeddedOptions options{folder.path() + "/postgres", folder.path() + "/run",
                                      folder.path() + "/postgres.log"};
  auto postgres = host::EmbeddedPostgres::Start(options);
  REQUIRE(postgres);
  const std::string url = (*postgres)->url();
  REQUIRE(RunProgram({"migrate", "--database", url}).end == "exit code 0");
  const ServerProcess server(
      {"serve", "--database", url, "--listen", "127.0.0.1:0", "--http", "", "--sessions", "2"},
      folder.path() + "/server.log");
  Desk desk(server.address(), AdministratorToken(url, folder.path()), folder.path());
  REQUIRE(desk.Type("ministry", {"provider", "import", "demo/providers.csv"}).exit_code == 0);
  REQUIRE(kill((*postgres)->pid(), SIGKILL) == 0);
  const Answer away = TypeWhile(desk, 0, {"provider", "list"});
  CHECK(away.exit_code == kUnavailable);
  CHECK(away.text.find("[DATABASE_UNAVAILABLE]") != std::string::npos);

  postgres = host::EmbeddedPostgres::Start(options);
  REQUIRE(postgres);
  const Answer back = TypeWhile(desk, kUnavailable, {"provider", "list"});
  CHECK(back.exit_code == 0);
  CHECK(back.text.find("230840990018") != std::string::npos);
}

TEST_CASE("SIGTERM lets the call under way finish, takes no new one, and ends with exit code 0") {
  FaultHouse house;
  house.Start();
  house.desk().TokenOf("ministry");
  soci::session sql(soci::postgresql, house.database_url());
  soci::transaction holding(sql);
  sql << "LOCK TABLE registry.site IN ACCESS EXCLUSIVE MODE";
  auto under_way = std::async(std::launch::async, [&house] {
    return house.desk().Type("ministry", CreateSite("DRAIN-1"));
  });
  int waiting = 0;
  while (waiting == 0 && under_way.wait_for(kGlance) == std::future_status::timeout) {
    sql << "SELECT count(*) FROM pg_locks WHERE NOT granted", soci::into(waiting);
  }
  CHECK(waiting == 1);
  house.Signal(SIGTERM);
  house.AwaitOutput("\"stopping\"");
  const Answer refused = TypeWhile(house.desk(), 0, {"provider", "list"});
  CAPTURE(refused.text);
  CHECK(refused.exit_code == kUnavailable);
  holding.commit();
  sql.close();
  CHECK(under_way.get().exit_code == 0);
  CHECK(house.AwaitEnd() == "exit code 0");
  house.Start();
  CHECK(house.desk().Type("ministry", {"site", "list", "--code", "DRAIN-1"}).text.find("DRAIN-1") !=
        std::string::npos);
}

}  // namespace
}  // namespace tirek::test
