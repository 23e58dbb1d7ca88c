// Statements that travel together: their order, their rows, and what is left when one fails.
#include "core/sql/trip.h"

#include <doctest/doctest.h>
#include <soci/postgresql/soci-postgresql.h>

#include "core/sql/constraint.h"
#include "tests/support/test_house.h"

namespace tirek {
namespace {

struct Fixture {
  test::TestHouse house{{.services = {"access"}}};
  sql::Database database{{house.database_url(), "", 1}};

  Fixture() { house.sql() << "CREATE TABLE public.thing (name text PRIMARY KEY)"; }
};

constexpr const char* kInsert = "INSERT INTO public.thing (name) VALUES ($1::text)";
constexpr const char* kCount = "SELECT count(*) FROM public.thing";

TEST_CASE("statements of a trip see what those before them did, again and again") {
  Fixture fixture;
  for (int round = 1; round <= 3; ++round) {
    sql::UnitOfWork work(fixture.database, sql::Scope::Everything());
    std::vector<std::int64_t> counts;
    const auto read = [&counts](const sql::TextRows& rows) { counts.push_back(rows.Int64(0, 0)); };
    std::size_t changed = 0;
    sql::Trip trip(work);
    trip.Add(kCount, {}, read);
    trip.Add(kInsert, {"it's \"" + std::to_string(round)},
             [&changed](const sql::TextRows& rows) { changed = rows.changed(); });
    trip.Add(kCount, {}, read);
    CHECK(counts.empty());
    trip.Go();
    CHECK(counts == std::vector<std::int64_t>{round - 1, round});
    CHECK(changed == 1);
    trip.Add("SELECT $1::text", {std::nullopt},
             [](const sql::TextRows& rows) { CHECK(rows.IsNull(0, 0)); });
    trip.Go();
    work.Commit();
  }
}

TEST_CASE("a statement that fails says why, nothing is read, and the session goes on") {
  Fixture fixture;
  for (int round = 0; round < 2; ++round) {
    bool told = false;
    int reads = 0;
    try {
      sql::UnitOfWork work(fixture.database, sql::Scope::Everything());
      sql::Trip trip(work);
      trip.Add(kInsert, {"same"}, [&reads](const sql::TextRows&) { ++reads; });
      trip.Add(kInsert, {"same"});
      trip.Add(kCount, {}, [&reads](const sql::TextRows&) { ++reads; });
      trip.Go();
    } catch (const soci::soci_error& error) {
      constexpr sql::ConstraintMeaning kMeanings[] = {
          {"thing_pkey", ErrorKind::kAlreadyExists, "THING_EXISTS", "It is there."}};
      told = sql::MeaningOf(error, kMeanings).has_value();
    }
    CHECK(told);
    CHECK(reads == 0);
  }
  sql::UnitOfWork work(fixture.database, sql::Scope::Everything());
  sql::Trip trip(work);
  std::int64_t count = -1;
  trip.Add(kCount, {}, [&count](const sql::TextRows& rows) { count = rows.Int64(0, 0); });
  trip.Go();
  CHECK(count == 0);
}

TEST_CASE("a transaction begins with its first trip and commits with its last") {
  Fixture fixture;
  {
    sql::UnitOfWork work(fixture.database, sql::Scope::Provider("prv_a"), sql::WithFirstTrip());
    std::string scope;
    sql::Trip trip(work);
    trip.Add("SELECT current_setting('tirek.provider_scope')", {},
             [&scope](const sql::TextRows& rows) { scope = rows.Text(0, 0); });
    trip.Go();
    CHECK(scope == "prv_a");
    trip.Add(kInsert, {"kept"});
    trip.GoAndCommit();
  }
  {
    sql::UnitOfWork work(fixture.database, sql::Scope::Everything(), sql::WithFirstTrip());
    sql::Trip trip(work);
    trip.Add(kInsert, {"rolled back"});
    trip.Go();
  }
  {
    sql::UnitOfWork work(fixture.database, sql::Scope::Everything(), sql::WithFirstTrip());
    sql::Trip trip(work);
    trip.Add(kInsert, {"another"});
    trip.Add(kInsert, {"kept"});
    CHECK_THROWS_AS(trip.GoAndCommit(), soci::soci_error);
  }
  sql::UnitOfWork work(fixture.database, sql::Scope::Everything(), sql::WithFirstTrip());
  std::string names;
  work.sql() << "SELECT string_agg(name, ' ') FROM public.thing", soci::into(names);
  CHECK(names == "kept");
}

TEST_CASE("a statement without a transaction is prepared once, and says why it fails") {
  Fixture fixture;
  sql::Lease lease(fixture.database);
  for (int round = 0; round < 2; ++round) {
    CHECK(sql::PreparedTrip(lease, "SELECT $1::integer + 1", {"41"}).Int64(0, 0) == 42);
    CHECK_THROWS_AS(sql::PreparedTrip(lease, "SELECT 1 FROM public.nothing", {}), soci::soci_error);
    CHECK_THROWS_AS(sql::PreparedTrip(lease, "SELECT 1 / $1::integer", {"0"}), soci::soci_error);
  }
}

TEST_CASE("a trip whose server went away says so") {
  Fixture fixture;
  sql::UnitOfWork work(fixture.database, sql::Scope::Everything());
  fixture.house.sql() << "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                         " WHERE pid <> pg_backend_pid() AND state = 'idle in transaction'";
  sql::Trip trip(work);
  trip.Add(kCount, {});
  bool lost = false;
  try {
    trip.Go();
  } catch (const soci::soci_error& error) {
    lost = sql::IsConnectionLoss(error);
  }
  CHECK(lost);
}

}  // namespace
}  // namespace tirek
