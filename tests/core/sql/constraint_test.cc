// The database's refusals as reasons of ours, and what of them may be logged.
#include "core/sql/constraint.h"

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "core/sql/database.h"
#include "tests/support/test_house.h"

namespace tirek {
namespace {

constexpr sql::ConstraintMeaning kMeanings[] = {
    {"card_number_uq", ErrorKind::kAlreadyExists, "CARD_EXISTS", "The card exists."},
    {"card_limit_ck", ErrorKind::kPrecondition, "LIMIT_EXCEEDED", "The limit is exceeded."},
};

void MakeCards(soci::session& sql) {
  sql << "CREATE TABLE public.card (number text CONSTRAINT card_number_uq UNIQUE,"
         " amount int CONSTRAINT card_limit_ck CHECK (amount < 10)"
         " CONSTRAINT card_least_ck CHECK (amount >= 0))";
  sql << "INSERT INTO public.card VALUES ('secret-1', 1)";
}

std::string ReasonOf(soci::session& sql, const std::string& statement) {
  const auto result = sql::Constrained(kMeanings, [&] { sql << statement; });
  return result ? "" : result.error().reason;
}

// The error that `statement` throws.
template <typename Check>
void WithErrorOf(soci::session& sql, const std::string& statement, Check check) {
  bool threw = false;
  try {
    sql << statement;
  } catch (const soci::soci_error& error) {
    threw = true;
    check(error);
  }
  CHECK(threw);
}

TEST_CASE("a violated constraint that has a meaning is its reason, any other is thrown") {
  test::TestHouse house({.services = {"access"}});
  MakeCards(house.sql());
  CHECK(ReasonOf(house.sql(), "INSERT INTO public.card VALUES ('2', 2)") == "");
  CHECK(ReasonOf(house.sql(), "INSERT INTO public.card VALUES ('secret-1', 2)") == "CARD_EXISTS");
  CHECK(ReasonOf(house.sql(), "INSERT INTO public.card VALUES ('3', 10)") == "LIMIT_EXCEEDED");
  CHECK_THROWS_AS(ReasonOf(house.sql(), "INSERT INTO public.card VALUES ('3', -1)"),
                  soci::soci_error);
  // A name in the text of another error is no violation.
  CHECK_THROWS_AS(ReasonOf(house.sql(), "SELECT \"card_number_uq\""), soci::soci_error);
}

TEST_CASE("what may be logged names the constraint and holds no value") {
  test::TestHouse house({.services = {"access"}});
  MakeCards(house.sql());
  for (const char* statement : {"INSERT INTO public.card VALUES ('secret-1', 2)",
                                "INSERT INTO public.card VALUES ('secret-2', 11)",
                                "SELECT 'secret-3'::int", "SELECT to_date('secret-4', 'YYYY')"}) {
    CAPTURE(statement);
    WithErrorOf(house.sql(), statement, [](const soci::soci_error& error) {
      const std::string detail = sql::SafeDetail(error);
      CAPTURE(detail);
      CHECK(detail.find("secret") == std::string::npos);
      CHECK(detail.rfind("SQLSTATE 2", 0) == 0);
    });
  }
  WithErrorOf(house.sql(), "INSERT INTO public.card VALUES ('secret-1', 2)",
              [](const soci::soci_error& error) {
                CHECK(sql::SafeDetail(error).find("card_number_uq") != std::string::npos);
              });
}

TEST_CASE("deadlocks and serialization failures may be tried again, others may not") {
  test::TestHouse house({.services = {"access"}});
  struct Case {
    const char* state;
    bool retryable;
  };
  for (const Case& c :
       {Case{"40001", true}, Case{"40P01", true}, Case{"23505", false}, Case{"55P03", false}}) {
    CAPTURE(c.state);
    WithErrorOf(
        house.sql(),
        std::string("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '") + c.state + "'; END $$",
        [&](const soci::soci_error& error) {
          CHECK(sql::IsRetryable(error) == c.retryable);
          CHECK(!sql::IsConnectionLoss(error));
        });
  }
}

TEST_CASE("a lost connection is told from a refused statement") {
  test::TestHouse house({.services = {"access"}});
  sql::Database database({house.database_url(), "", 1});
  sql::Lease lease(database);
  WithErrorOf(lease.session(), "SELECT pg_terminate_backend(pg_backend_pid())",
              [](const soci::soci_error& error) { CHECK(sql::IsConnectionLoss(error)); });
  WithErrorOf(lease.session(), "SELECT 1",
              [](const soci::soci_error& error) { CHECK(sql::IsConnectionLoss(error)); });
}

}  // namespace
}  // namespace tirek
