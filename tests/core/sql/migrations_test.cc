// Migrations: forward only, each once, refused when the database is not what the program knows.
#include "core/sql/migrations.h"

#include <thread>

#include <doctest/doctest.h>
#include <soci/postgresql/soci-postgresql.h>

#include "tests/support/test_house.h"

namespace tirek {
namespace {

const int kVersions = static_cast<int>(sql::EmbeddedMigrations().size());

std::string EmptyDatabase(test::TestHouse& house) {
  house.sql() << "DROP DATABASE IF EXISTS migrations_test";
  house.sql() << "CREATE DATABASE migrations_test";
  return house.database_url() + " dbname=migrations_test";
}

std::string ReasonOf(const Result<sql::MigrationState>& state) {
  return state ? "" : state.error().reason;
}

TEST_CASE("an empty database takes all migrations, a second run none") {
  test::TestHouse house({.services = {"access"}});
  soci::session sql(soci::postgresql, EmptyDatabase(house));
  const auto before = sql::InspectMigrations(sql);
  REQUIRE(before);
  CHECK(before->database == 0);
  CHECK(before->program == kVersions);
  const auto first = sql::Migrate(sql);
  REQUIRE(first);
  CHECK(static_cast<int>(first->size()) == kVersions);
  CHECK(first->front() == "core");
  const auto second = sql::Migrate(sql);
  REQUIRE(second);
  CHECK(second->empty());
  const auto after = sql::InspectMigrations(sql);
  REQUIRE(after);
  CHECK(after->database == kVersions);
  std::string user;
  sql << "SELECT current_user::text", soci::into(user);
  CHECK(user == "tirek");
}

TEST_CASE("a fresh database has nothing for the verify queries to list") {
  test::TestHouse house({.services = {"access"}});
  CHECK(house.Verify() == std::vector<std::string>());
}

TEST_CASE("everything belongs to the owner role, so that no service owns what it uses") {
  test::TestHouse house({.services = {"access"}});
  std::string foreign;
  house.sql() << "SELECT coalesce(string_agg(n.nspname || '.' || c.relname, ' '), '')"
                 " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                 " WHERE n.nspname IN (SELECT replace(rolname, 'tirek_', '') FROM pg_roles"
                 "  WHERE rolname LIKE 'tirek\\_%')"
                 " AND c.relowner <> 'tirek_owner'::regrole",
      soci::into(foreign);
  CHECK(foreign == "");
}

TEST_CASE("a database that a newer program migrated is refused") {
  test::TestHouse house({.services = {"access"}});
  house.sql() << "INSERT INTO core.migration (version, name, checksum) VALUES (9999, 'x', 'x')";
  const auto state = sql::InspectMigrations(house.sql());
  CHECK(ReasonOf(state) == "DATABASE_NEWER");
  const auto applied = sql::Migrate(house.sql());
  REQUIRE(!applied);
  CHECK(applied.error().reason == "DATABASE_NEWER");
  CHECK(applied.error().metadata.at("database") == "9999");
}

TEST_CASE("a migration that was applied in another wording is refused") {
  test::TestHouse house({.services = {"access"}});
  house.sql() << "UPDATE core.migration SET checksum = 'other' WHERE version = 2";
  CHECK(ReasonOf(sql::InspectMigrations(house.sql())) == "MIGRATION_CHANGED");
}

TEST_CASE("a hole in the applied versions is refused, not skipped over") {
  test::TestHouse house({.services = {"access"}});
  house.sql() << "DELETE FROM core.migration WHERE version = 1";
  CHECK(ReasonOf(sql::InspectMigrations(house.sql())) == "MIGRATION_CHANGED");
}

TEST_CASE("two programs that migrate at once take turns") {
  test::TestHouse house({.services = {"access"}});
  const std::string url = EmptyDatabase(house);
  std::size_t applied[2] = {};
  std::vector<std::thread> threads;
  for (std::size_t& count : applied) {
    threads.emplace_back([&count, &url] {
      soci::session sql(soci::postgresql, url);
      const auto done = sql::Migrate(sql);
      count = done ? done->size() : 1000;
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(applied[0] + applied[1] == static_cast<std::size_t>(kVersions));
}

TEST_CASE("a refused migration leaves the session as it was, and lets others migrate") {
  test::TestHouse house({.services = {"access"}});
  house.sql() << "UPDATE core.migration SET checksum = 'other' WHERE version = 2";
  CHECK(!sql::Migrate(house.sql()));
  std::string user;
  int locks = -1;
  house.sql() << "SELECT current_user::text, (SELECT count(*) FROM pg_locks"
                 " WHERE locktype = 'advisory' AND pid = pg_backend_pid())",
      soci::into(user), soci::into(locks);
  CHECK(user == "tirek");
  CHECK(locks == 0);
}

}  // namespace
}  // namespace tirek
