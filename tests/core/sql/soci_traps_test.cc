// What SOCI 4.0.3 does with PostgreSQL's types: the facts that core/sql and the gateways rely on.
#include <doctest/doctest.h>
#include <soci/soci.h>

#include "core/sql/columns.h"
#include "core/sql/script.h"
#include "tests/support/test_house.h"

namespace tirek {
namespace {

using soci::into;
using soci::use;

TEST_CASE("a numeric read as text, and a bigint read as long long, are exact") {
  test::TestHouse house({.services = {"access"}});
  std::string rate;
  long long big = 0;
  house.sql() << "SELECT 90071992547409.93::numeric::text, 9007199254740993::bigint", into(rate),
      into(big);
  CHECK(rate == "90071992547409.93");
  CHECK(big == 9007199254740993);
}

TEST_CASE("no row leaves the target as it was, and only got_data tells") {
  test::TestHouse house({.services = {"access"}});
  std::string value = "before";
  house.sql() << "SELECT name FROM access.principal WHERE name = 'nobody'", into(value);
  CHECK(!house.sql().got_data());
  CHECK(value == "before");
}

TEST_CASE("an absent value without an indicator throws") {
  test::TestHouse house({.services = {"access"}});
  std::string value;
  CHECK_THROWS_AS((house.sql() << "SELECT NULL::text", into(value)), soci::soci_error);
}

TEST_CASE("casts behind a name, and the same name twice, work") {
  test::TestHouse house({.services = {"access"}});
  const std::string day = "2026-10-15";
  std::string next;
  house.sql() << "SELECT (:day::date + 1)::text || ' after ' || :day::text", use(day, "day"),
      into(next);
  CHECK(next == "2026-10-16 after 2026-10-15");
}

TEST_CASE("a colon in a comment breaks a statement, but not a script") {
  test::TestHouse house({.services = {"access"}});
  const std::string comment = "SELECT -- a note :with a colon\n ";
  const std::string given = "fine";
  std::string value;
  CHECK_THROWS_AS((house.sql() << comment + ":value::text", use(given, "value"), into(value)),
                  soci::soci_error);
  CHECK(sql::QueryScript(house.sql(), comment + "'fine'") == std::vector<std::string>{"fine"});
}

TEST_CASE("an instant comes back to the microsecond, from year 1 to year 2255") {
  test::TestHouse house({.services = {"access"}});
  for (const long long micros : {0LL, 1LL, -1LL, 1'760'000'000'123'457LL, -62'135'596'800'000'000LL,
                                 9'007'199'254'740'991LL}) {
    CAPTURE(micros);
    long long back = 0;
    house.sql() << "SELECT " + sql::MicrosOf("t") + " FROM (SELECT " +
                       sql::TimestampOf(":micros::bigint") + " AS t) AS x",
        use(micros), into(back);
    CHECK(back == micros);
  }
}

}  // namespace
}  // namespace tirek
