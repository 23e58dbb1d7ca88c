// A PostgreSQL of our own: made, killed, started anew, refused when it is not ours.
#include "services/host/embedded_postgres.h"

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include <doctest/doctest.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "tests/services/host/temporary_folder.h"

namespace tirek {
namespace {

using host::EmbeddedOptions;
using host::EmbeddedPostgres;
using test::TemporaryFolder;

EmbeddedOptions In(const std::string& folder) {
  return {folder + "/postgres", folder + "/run", folder + "/postgres.log"};
}

std::unique_ptr<EmbeddedPostgres> Started(const EmbeddedOptions& options) {
  auto postgres = EmbeddedPostgres::Start(options);
  if (!postgres) MESSAGE(postgres.error().message);
  REQUIRE(postgres);
  return std::move(postgres).value();
}

std::string ReasonOf(const EmbeddedOptions& options) {
  const auto postgres = EmbeddedPostgres::Start(options);
  return postgres ? "" : postgres.error().reason;
}

std::string Ask(EmbeddedPostgres& postgres, const std::string& question) {
  soci::session sql(soci::postgresql, postgres.url());
  std::string answer;
  sql << question, soci::into(answer);
  return answer;
}

void Execute(EmbeddedPostgres& postgres, const std::string& statement) {
  soci::session sql(soci::postgresql, postgres.url());
  sql << statement;
}

TEST_CASE("what was committed survives a stop, a kill of the server, and a start beside orphans") {
  const TemporaryFolder folder;
  const EmbeddedOptions options = In(folder.path());
  {
    const auto postgres = Started(options);
    CHECK(Ask(*postgres, "SHOW fsync") == "on");
    CHECK(Ask(*postgres, "SHOW data_checksums") == "on");
    CHECK(Ask(*postgres, "SHOW listen_addresses").empty());
    CHECK(Ask(*postgres, "SHOW server_encoding") == "UTF8");
    Execute(*postgres, "CREATE TABLE kept (a int)");
  }
  {
    const auto postgres = Started(options);
    CHECK(!postgres->UnexpectedEnd());
    soci::session session(soci::postgresql, postgres->url());
    session << "INSERT INTO kept VALUES (1)";
    // Its sessions outlive it for a moment, and must not keep the next server from starting.
    kill(postgres->pid(), SIGKILL);
    while (!postgres->UnexpectedEnd()) usleep(1000);
    CHECK(*postgres->UnexpectedEnd() == "signal 9");
  }
  const auto postgres = Started(options);
  CHECK(Ask(*postgres, "SELECT string_agg(a::text, ',') FROM kept") == "1");
}

TEST_CASE("a server that outlived its program is stopped, and the new one has what it wrote") {
  const TemporaryFolder folder;
  const EmbeddedOptions options = In(folder.path());
  auto orphan = Started(options);
  Execute(*orphan, "CREATE TABLE kept AS SELECT 7 AS a");
  const pid_t orphan_pid = orphan->pid();
  const auto living = host::LivingPostmaster(options.cluster);
  REQUIRE(living);
  CHECK(living->pid == orphan_pid);
  CHECK(living->socket_folder == options.socket_folder);
  CHECK(host::UrlOfLivingServer(options.cluster) == orphan->url());
  const auto postgres = Started(options);
  CHECK(orphan->UnexpectedEnd());
  CHECK(postgres->pid() != orphan_pid);
  CHECK(Ask(*postgres, "SELECT a::text FROM kept") == "7");
}

TEST_CASE("a stranger with the number of a dead server is not taken for it") {
  const TemporaryFolder folder;
  const EmbeddedOptions options = In(folder.path());
  Started(options)->Stop();
  test::WriteFile(options.cluster + "/postmaster.pid",
                  std::to_string(getpid()) + "\n" + options.cluster + "\n0\n5432\n/x\n");
  CHECK(!host::LivingPostmaster(options.cluster));
  Started(options);
}

TEST_CASE("a half-made cluster is made anew, a foreign folder and another version are refused") {
  const TemporaryFolder folder;
  const EmbeddedOptions options = In(folder.path());
  std::filesystem::create_directories(options.cluster + ".new/base");
  Started(options)->Stop();
  CHECK(!std::filesystem::exists(options.cluster + ".new"));

  test::WriteFile(options.cluster + "/PG_VERSION", "13\n");
  const auto older = EmbeddedPostgres::Start(options);
  REQUIRE(!older);
  CHECK(older.error().reason == "DATA_DIRECTORY_VERSION");
  CHECK(older.error().message.find("belongs to PostgreSQL 13, this is PostgreSQL 15") !=
        std::string::npos);

  EmbeddedOptions foreign = options;
  foreign.cluster = folder / "photos";
  std::filesystem::create_directory(foreign.cluster);
  test::WriteFile(foreign.cluster + "/cat.jpg", "x");
  CHECK(ReasonOf(foreign) == "DATA_DIRECTORY_FOREIGN");
}

TEST_CASE("a server that does not start is told with the end of its log") {
  const TemporaryFolder folder;
  const EmbeddedOptions options = In(folder.path());
  Started(options)->Stop();
  test::WriteFile(options.cluster + "/postgresql.conf", "no_such_setting = 1\n");
  const auto postgres = EmbeddedPostgres::Start(options);
  REQUIRE(!postgres);
  CHECK(postgres.error().reason == "POSTGRES_FAILED");
  CHECK(postgres.error().kind == ErrorKind::kUnavailable);
  CHECK(postgres.error().message.find("no_such_setting") != std::string::npos);
}

TEST_CASE("a path too long for a socket gets a short one that only the server's user may enter") {
  const TemporaryFolder folder;
  const std::string deep = folder / std::string(90, 'd');
  std::filesystem::create_directory(deep);
  if (geteuid() == 0) std::filesystem::permissions(deep, std::filesystem::perms(0711));
  const auto postgres = Started(In(deep));
  CHECK(Ask(*postgres, "SELECT 'reached'") == "reached");
  const auto living = host::LivingPostmaster(deep + "/postgres");
  REQUIRE(living);
  CHECK(living->socket_folder.rfind(deep, 0) != 0);
  struct stat found {};
  REQUIRE(stat(living->socket_folder.c_str(), &found) == 0);
  CHECK((found.st_mode & 0777U) == 0700U);
  std::filesystem::remove_all(living->socket_folder);
}

TEST_CASE("a folder that the server's user may not pass is named") {
  if (geteuid() != 0) {
    MESSAGE("skipped: only root's server runs as another user");
    return;
  }
  const TemporaryFolder folder;
  const std::string barred = folder / "barred";
  std::filesystem::create_directories(barred + "/inner");
  std::filesystem::permissions(barred, std::filesystem::perms::owner_all);
  const auto postgres = EmbeddedPostgres::Start(In(barred + "/inner"));
  REQUIRE(!postgres);
  CHECK(postgres.error().reason == "DATA_DIRECTORY_UNUSABLE");
  CHECK(postgres.error().metadata.at("path") == barred);
}

TEST_CASE("nobody but the user who runs it is let in") {
  const TemporaryFolder folder;
  const EmbeddedOptions options = In(folder.path());
  const auto postgres = Started(options);
  struct stat found {};
  REQUIRE(stat(options.socket_folder.c_str(), &found) == 0);
  CHECK((found.st_mode & 0777U) == 0700U);
  CHECK(test::ReadFile(options.cluster + "/pg_hba.conf") == "local all all peer map=tirek\n");
  Execute(*postgres, "CREATE ROLE other LOGIN SUPERUSER");
  const std::string other = postgres->url() + " user=other";
  CHECK_THROWS_WITH_AS(soci::session(soci::postgresql, other),
                       doctest::Contains("Peer authentication failed"), soci::soci_error);
}

TEST_CASE("missing programs are asked for by their package's name") {
  const TemporaryFolder folder;
  setenv("TIREK_PG_BIN", folder.path().c_str(), 1);
  const auto programs = host::FindPostgresPrograms();
  unsetenv("TIREK_PG_BIN");
  REQUIRE(!programs);
  CHECK(programs.error().reason == "POSTGRES_MISSING");
  const auto found = host::FindPostgresPrograms();
  REQUIRE(found);
  CHECK(found->major >= 15);
}

}  // namespace
}  // namespace tirek
