// The audit chain: it holds when used, and every tampering with it is found.
#include "core/sql/audit_log.h"

#include <thread>

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "tests/support/test_house.h"

namespace tirek {
namespace {

using sql::Scope;
using sql::UnitOfWork;

sql::AuditEvent Event(const std::string& subject) {
  return {"ministry", "ministry", "AccessService/IssueToken", "r-1", "OK", subject};
}

void AppendThree(sql::Database& database) {
  for (int i = 1; i <= 3; ++i) {
    UnitOfWork work(database, Scope::Everything());
    sql::AuditLog(work, "access").Append(Event("tok_" + std::to_string(i)), {i * 1000});
    work.Commit();
  }
}

std::vector<std::string> Verify(test::TestHouse& house) {
  sql::Database database({house.database_url(), "tirek_access", 1});
  UnitOfWork work(database, Scope::Everything(), sql::Isolation::kSnapshot);
  return sql::AuditLog(work, "access").Verify();
}

TEST_CASE("an untouched chain verifies, empty and grown, and after a rollback") {
  test::TestHouse house({.services = {"access"}});
  CHECK(Verify(house).empty());
  sql::Database database({house.database_url(), "tirek_access", 1});
  AppendThree(database);
  {
    UnitOfWork work(database, Scope::Everything());
    sql::AuditLog(work, "access").Append(Event("rolled back"), {4000});
  }
  CHECK(Verify(house).empty());
}

TEST_CASE("a clock that goes back does not break the order of events") {
  test::TestHouse house({.services = {"access"}});
  sql::Database database({house.database_url(), "tirek_access", 1});
  AppendThree(database);
  UnitOfWork work(database, Scope::Everything());
  sql::AuditLog(work, "access").Append(Event("early"), {5});
  long long micros = 0;
  work.sql() << "SELECT event_micros FROM access.audit_event WHERE subject = 'early'",
      soci::into(micros);
  CHECK(micros == 3000);
}

TEST_CASE("writers at the same time make one chain") {
  test::TestHouse house({.services = {"access"}});
  sql::Database database({house.database_url(), "tirek_access", 4});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] { AppendThree(database); });
  }
  for (std::thread& thread : threads) thread.join();
  long long count = 0;
  house.sql() << "SELECT count(*) FROM access.audit_event", soci::into(count);
  CHECK(count == 12);
  CHECK(Verify(house).empty());
}

TEST_CASE("the service's own role can only add to the chain") {
  test::TestHouse house({.services = {"access"}});
  sql::Database database({house.database_url(), "tirek_access", 1});
  AppendThree(database);
  for (const char* change :
       {"UPDATE access.audit_event SET outcome = 'X'", "DELETE FROM access.audit_event",
        "TRUNCATE access.audit_event", "DELETE FROM access.audit_head"}) {
    CAPTURE(change);
    UnitOfWork work(database, Scope::Everything());
    CHECK_THROWS_AS(work.sql() << change, soci::soci_error);
  }
}

TEST_CASE("whatever a superuser changes is found") {
  struct Case {
    const char* name;
    const char* change;
    std::vector<std::string> differences;
  };
  const Case cases[] = {
      {"an outcome",
       "UPDATE access.audit_event SET outcome = 'X' WHERE sequence = 2",
       {"access audit event 2 does not match its hash"}},
      {"a principal",
       "UPDATE access.audit_event SET principal = 'x' WHERE sequence = 1",
       {"access audit event 1 does not match its hash"}},
      {"text moved from one field to the next",
       "UPDATE access.audit_event SET request_id = 'r-', outcome = '1OK' WHERE sequence = 3",
       {"access audit event 3 does not match its hash"}},
      {"a removed event",
       "DELETE FROM access.audit_event WHERE sequence = 2",
       {"access audit event 3 does not follow its neighbour",
        "access audit event 3 does not match its hash"}},
      {"the last event removed",
       "DELETE FROM access.audit_event WHERE sequence = 3",
       {"access audit log does not end in its head"}},
      {"everything removed",
       "DELETE FROM access.audit_event",
       {"access audit log does not end in its head"}},
      {"an event added",
       "INSERT INTO access.audit_event SELECT 4, event_micros, principal, role, method,"
       " request_id, outcome, subject, hash FROM access.audit_event WHERE sequence = 3",
       {"access audit event 4 does not match its hash",
        "access audit log does not end in its head"}},
      {"the head set back",
       "UPDATE access.audit_head SET sequence = 2",
       {"access audit log does not end in its head"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    test::TestHouse house({.services = {"access"}});
    sql::Database database({house.database_url(), "tirek_access", 1});
    AppendThree(database);
    house.sql() << "ALTER TABLE access.audit_event DISABLE TRIGGER ALL";
    house.sql() << c.change;
    CHECK(Verify(house) == c.differences);
    CHECK(house.Verify() == c.differences);
  }
}

}  // namespace
}  // namespace tirek
