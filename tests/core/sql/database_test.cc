// Sessions: their role, their lease, and what they do when the server breaks a connection.
#include "core/sql/database.h"

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "core/sql/unit_of_work.h"
#include "tests/support/test_house.h"

namespace tirek {
namespace {

using soci::into;
using sql::Database;
using sql::Lease;
using sql::Scope;
using sql::UnitOfWork;

std::string Ask(soci::session& session, const std::string& question) {
  std::string answer;
  session << question, into(answer);
  return answer;
}

TEST_CASE("every session acts in its role, which may not touch other schemas") {
  test::TestHouse house({.services = {"access"}});
  Database database({house.database_url(), "tirek_access", 2});
  Lease lease(database);
  CHECK(Ask(lease.session(), "SELECT current_user::text") == "tirek_access");
  CHECK(database.leased() == 1);
  CHECK_THROWS_AS(lease.session() << "SELECT count(*) FROM registry.provider", soci::soci_error);
  CHECK_THROWS_AS(lease.session() << "CREATE TABLE access.mine (a int)", soci::soci_error);
}

TEST_CASE("a role that does not exist, or a database that does not, is said to an administrator") {
  test::TestHouse house({.services = {"access"}});
  CHECK_THROWS_WITH_AS(Database({house.database_url(), "tirek_nobody", 1}),
                       doctest::Contains("tirek_nobody"), sql::Unavailable);
  CHECK_THROWS_WITH_AS(Database({house.database_url() + " dbname=nowhere", "", 1}),
                       doctest::Contains("nowhere"), sql::Unavailable);
}

TEST_CASE("a lease waits no longer than it may when every session is busy") {
  test::TestHouse house({.services = {"access"}});
  Database database({house.database_url(), "", 1, std::chrono::milliseconds(20)});
  {
    const Lease only(database);
    CHECK_THROWS_AS(Lease{database}, sql::Unavailable);
  }
  CHECK_NOTHROW(Lease{database});
  CHECK(database.leased() == 0);
}

TEST_CASE("a session that the server ended is opened anew, in its role, before it is leased") {
  test::TestHouse house({.services = {"access"}});
  Database database({house.database_url(), "tirek_access", 1});
  std::string pid;
  {
    Lease lease(database);
    pid = Ask(lease.session(), "SELECT pg_backend_pid()::text");
  }
  house.sql() << "SELECT pg_terminate_backend(" + pid + ", 5000)";
  Lease lease(database);
  CHECK(Ask(lease.session(), "SELECT pg_backend_pid()::text") != pid);
  CHECK(Ask(lease.session(), "SELECT current_user::text") == "tirek_access");
}

TEST_CASE("a session left in the middle of a transaction is not leased as it is") {
  test::TestHouse house({.services = {"access"}});
  Database database({house.database_url(), "", 1});
  {
    Lease lease(database);
    lease.session() << "BEGIN";
    lease.session() << "CREATE TABLE public.leftover (a int)";
  }
  Lease lease(database);
  CHECK(Ask(lease.session(), "SELECT coalesce(to_regclass('public.leftover')::text, 'none')") ==
        "none");
}

TEST_CASE("a unit of work that is not committed leaves nothing") {
  test::TestHouse house({.services = {"access"}});
  Database database({house.database_url(), "", 1});
  house.sql() << "CREATE TABLE public.note (a int)";
  {
    UnitOfWork work(database, Scope::Everything());
    work.sql() << "INSERT INTO public.note VALUES (1)";
  }
  {
    UnitOfWork work(database, Scope::Everything());
    work.sql() << "INSERT INTO public.note VALUES (2)";
    work.Commit();
  }
  CHECK(Ask(house.sql(), "SELECT string_agg(a::text, ',') FROM public.note") == "2");
}

TEST_CASE("a snapshot sees one state and writes nothing") {
  test::TestHouse house({.services = {"access"}});
  Database database({house.database_url(), "", 1});
  house.sql() << "CREATE TABLE public.note (a int)";
  UnitOfWork work(database, Scope::Everything(), sql::Isolation::kSnapshot);
  CHECK(Ask(work.sql(), "SELECT count(*)::text FROM public.note") == "0");
  house.sql() << "INSERT INTO public.note VALUES (1)";
  CHECK(Ask(work.sql(), "SELECT count(*)::text FROM public.note") == "0");
  CHECK_THROWS_AS(work.sql() << "INSERT INTO public.note VALUES (2)", soci::soci_error);
}

// A table as services make them: rows of a provider, seen through a published view.
void MakeScopedTable(soci::session& admin) {
  admin << "SET ROLE tirek_owner";
  admin << "CREATE TABLE access.thing (provider_id text NOT NULL)";
  admin << "CALL core.scope_by_provider('access.thing')";
  admin << "CREATE VIEW access.published_thing AS SELECT provider_id FROM access.thing";
  admin << "GRANT SELECT, INSERT ON access.thing TO tirek_access";
  admin << "GRANT SELECT ON access.published_thing TO tirek_registry";
  admin << "GRANT USAGE ON SCHEMA access TO tirek_registry";
  admin << "RESET ROLE";
  admin << "INSERT INTO access.thing VALUES ('prv_a'), ('prv_b')";
}

TEST_CASE("row-level security shows everything, one provider's rows, or nothing to a scope") {
  test::TestHouse house({.services = {"access"}});
  MakeScopedTable(house.sql());
  for (const char* source : {"access.thing", "access.published_thing"}) {
    CAPTURE(source);
    const bool view = std::string(source) == "access.published_thing";
    Database database({house.database_url(), view ? "tirek_registry" : "tirek_access", 1});
    const std::string names =
        std::string("SELECT coalesce(string_agg(provider_id, ',' ORDER BY 1), '') FROM ") + source;
    CHECK(Ask(UnitOfWork(database, Scope::Everything()).sql(), names) == "prv_a,prv_b");
    CHECK(Ask(UnitOfWork(database, Scope::Provider("prv_a")).sql(), names) == "prv_a");
    CHECK(Ask(UnitOfWork(database, Scope::Provider("prv_c")).sql(), names).empty());
    CHECK(Ask(UnitOfWork(database, Scope::Provider("")).sql(), names).empty());
    // Without a unit of work no scope is set, and what an earlier one set is gone with it.
    CHECK(Ask(Lease(database).session(), names).empty());
  }
}

TEST_CASE("a provider's scope cannot write another provider's row") {
  test::TestHouse house({.services = {"access"}});
  MakeScopedTable(house.sql());
  Database database({house.database_url(), "tirek_access", 1});
  UnitOfWork work(database, Scope::Provider("prv_a"));
  CHECK_NOTHROW(work.sql() << "INSERT INTO access.thing VALUES ('prv_a')");
  CHECK_THROWS_AS(work.sql() << "INSERT INTO access.thing VALUES ('prv_b')", soci::soci_error);
}

TEST_CASE("append-only tables refuse change to every role, the superuser too") {
  test::TestHouse house({.services = {"access"}});
  house.Token(access::Role::kAuditor);
  for (const char* change : {"UPDATE access.principal SET role = 'finance'",
                             "DELETE FROM access.principal", "TRUNCATE access.principal CASCADE"}) {
    CAPTURE(change);
    CHECK_THROWS_AS(house.sql() << change, soci::soci_error);
  }
}

}  // namespace
}  // namespace tirek
