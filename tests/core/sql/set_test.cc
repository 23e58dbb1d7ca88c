// Sets in and out: arrays as one parameter, COPY for many rows, whatever text they hold.
#include <doctest/doctest.h>
#include <soci/soci.h>

#include "core/sql/array.h"
#include "core/sql/array_rows.h"
#include "core/sql/copy.h"
#include "core/sql/hex.h"
#include "core/sql/row_array.h"
#include "core/sql/trip.h"
#include "core/sql/unit_of_work.h"
#include "tests/support/test_house.h"

namespace tirek {
namespace {

using soci::into;
using soci::use;
using Values = std::vector<std::optional<std::string>>;

const std::vector<std::string> kHostile = {"plain",
                                           "",
                                           "NULL",
                                           "null",
                                           "a,b",
                                           "{}",
                                           "\"",
                                           "\\",
                                           "\\N",
                                           "\\.",
                                           "it's",
                                           " blanks ",
                                           "tab\there",
                                           "line\nbreak",
                                           "carriage\rreturn",
                                           "{\"a\",\"b\"}",
                                           "Ұлттық банк",
                                           "$1 :name ?",
                                           "'; DROP TABLE x; --"};

TEST_CASE("any text goes through an array literal and comes back") {
  test::TestHouse house({.services = {"access"}});
  const std::string literal = sql::ArrayLiteral(kHostile);
  soci::rowset<std::string> rows =
      (house.sql().prepare << "SELECT x FROM unnest(:values::text[]) WITH ORDINALITY AS t (x, n)"
                              " ORDER BY n",
       use(literal));
  CHECK(std::vector<std::string>(rows.begin(), rows.end()) == kHostile);
  CHECK(sql::ArrayLiteral(std::vector<std::string>()) == "{}");
}

TEST_CASE("numbers beyond int64 go through arrays, and plain elements come back as they are") {
  test::TestHouse house({.services = {"access"}});
  constexpr Int128 kTen18 = 1'000'000'000'000'000'000;
  const std::vector<std::pair<Int128, std::string>> numbers = {
      {0, "0"},
      {-1, "-1"},
      {kTen18 * 100 + 7, "100000000000000000007"},
      {-(kTen18 * kTen18 * 99), "-99000000000000000000000000000000000000"}};
  sql::ArrayRows rows(1);
  for (const auto& [number, text] : numbers) {
    CHECK(sql::WholeText(number) == text);
    rows.Whole(number);
  }
  const std::string literal = *rows.Literals().front();
  std::string array;
  house.sql() << "SELECT (:values::numeric[] || NULL::numeric)::text", use(literal), into(array);
  const auto elements = sql::PlainElements(array);
  REQUIRE(elements.size() == numbers.size() + 1);
  for (std::size_t i = 0; i < numbers.size(); ++i) CHECK(elements[i] == numbers[i].second);
  CHECK(!elements.back().has_value());
  CHECK(sql::PlainElements("{}").empty());
  CHECK(sql::PlainElements("{KZT}").size() == 1);
}

TEST_CASE("an absent value in an array is NULL, the word NULL is not") {
  test::TestHouse house({.services = {"access"}});
  const std::string literal = sql::ArrayLiteral(Values{"NULL", std::nullopt, ""});
  std::string shown;
  house.sql() << "SELECT string_agg(coalesce('[' || x || ']', 'absent'), ' ' ORDER BY n)"
                 " FROM unnest(:values::text[]) WITH ORDINALITY AS t (x, n)",
      use(literal), into(shown);
  CHECK(shown == "[NULL] absent []");
}

// A text, and values that are absent where it is empty, as five columns of either kind of rows.
template <typename Rows>
void AddHostile(const std::string& text, Rows& rows) {
  rows.Text(text)
      .OptionalNumber(text.empty() ? std::nullopt : std::optional<std::int64_t>(-7))
      .OptionalText(text.empty() ? std::nullopt : std::optional(text))
      .OptionalDate(text.empty() ? std::nullopt : CivilDate::FromYmd(2026, 11, 3))
      .Bytes(std::string(1, '\0') + text);
}

void CheckHostile(const sql::TextRows& found, std::size_t row) {
  const std::string& text = kHostile[row];
  CHECK(found.Text(row, 0) == text);
  CHECK(found.IsNull(row, 1) == text.empty());
  CHECK(found.Text(row, 1) == (text.empty() ? "" : "-7"));
  CHECK(found.IsNull(row, 2) == text.empty());
  CHECK(found.Text(row, 2) == text);
  CHECK(found.Text(row, 3) == (text.empty() ? "" : "2026-11-03"));
  CHECK(found.Text(row, 4) == sql::ToHex(std::string(1, '\0') + text));
}

TEST_CASE("rows go through one array a column, each of its own type, and come back") {
  test::TestHouse house({.services = {"access"}});
  sql::ArrayRows rows(5);
  for (const std::string& text : kHostile) AddHostile(text, rows);
  CHECK(rows.rows() == kHostile.size());
  sql::Database database({house.database_url(), "", 1});
  sql::Lease lease(database);
  const auto found = sql::PreparedTrip(
      lease,
      "SELECT a, b, c, d, encode(e, 'hex') FROM unnest($1::text[], $2::bigint[], $3::text[],"
      " $4::date[], $5::bytea[]) WITH ORDINALITY AS x (a, b, c, d, e, n) ORDER BY n",
      rows.Literals());
  REQUIRE(found.size() == kHostile.size());
  for (std::size_t row = 0; row < found.size(); ++row) {
    const std::string& text = kHostile[row];
    CAPTURE(text);
    CheckHostile(found, row);
  }
}

TEST_CASE("rows go through one array of rows, each field of its own type, and come back") {
  test::TestHouse house({.services = {"access"}});
  house.sql()
      << "CREATE TYPE public.thing AS (a text, b bigint, c text, d date, e bytea, f text[])";
  sql::RowArray rows;
  CHECK(rows.empty());
  CHECK(rows.Literal() == "{}");
  for (const std::string& text : kHostile) {
    const Values pair = {text, std::nullopt};
    rows.Row();
    AddHostile(text, rows);
    rows.Text(sql::ArrayLiteral(pair));
  }
  CHECK(rows.rows() == kHostile.size());
  sql::Database database({house.database_url(), "", 1});
  sql::Lease lease(database);
  const auto found = sql::PreparedTrip(
      lease,
      "SELECT a, b, c, d, encode(e, 'hex'), f[1], f[2], cardinality(f)"
      " FROM unnest($1::public.thing[]) WITH ORDINALITY AS x (a, b, c, d, e, f, n) ORDER BY n",
      {rows.Literal()});
  REQUIRE(found.size() == kHostile.size());
  for (std::size_t row = 0; row < found.size(); ++row) {
    const std::string& text = kHostile[row];
    CAPTURE(text);
    CheckHostile(found, row);
    CHECK(found.Text(row, 5) == text);
    CHECK(found.IsNull(row, 6));
    CHECK(found.Int64(row, 7) == 2);
  }
}

TEST_CASE("COPY takes the same texts and absent values, and commits with its transaction") {
  test::TestHouse house({.services = {"access"}});
  house.sql() << "CREATE TABLE public.pile (n int, value text)";
  sql::Database database({house.database_url(), "", 1});
  {
    sql::UnitOfWork work(database, sql::Scope::Everything());
    sql::CopyIn copy(work, "public.pile (n, value)");
    for (std::size_t i = 0; i < kHostile.size(); ++i) {
      copy.Row(Values{std::to_string(i), kHostile[i]});
    }
    copy.Row(Values{"999", std::nullopt});
    copy.Finish();
    work.Commit();
  }
  soci::rowset<std::string> rows =
      (house.sql().prepare << "SELECT value FROM public.pile WHERE n < 999 ORDER BY n");
  CHECK(std::vector<std::string>(rows.begin(), rows.end()) == kHostile);
  int absent = 0;
  house.sql() << "SELECT count(*) FROM public.pile WHERE value IS NULL", into(absent);
  CHECK(absent == 1);
}

TEST_CASE("a hundred thousand rows are copied in pieces") {
  test::TestHouse house({.services = {"access"}});
  house.sql() << "CREATE TABLE public.pile (n int)";
  sql::Database database({house.database_url(), "", 1});
  sql::UnitOfWork work(database, sql::Scope::Everything());
  sql::CopyIn copy(work, "public.pile (n)");
  for (int i = 1; i <= 100'000; ++i) copy.Row(Values{std::to_string(i)});
  copy.Finish();
  long long sum = 0;
  work.sql() << "SELECT sum(n)::bigint FROM public.pile", into(sum);
  CHECK(sum == 5'000'050'000);
}

TEST_CASE("a copy that the server refuses throws, and the session can be used again") {
  test::TestHouse house({.services = {"access"}});
  house.sql() << "CREATE TABLE public.pile (n int)";
  sql::Database database({house.database_url(), "", 1});
  {
    sql::UnitOfWork work(database, sql::Scope::Everything());
    sql::CopyIn copy(work, "public.pile (n)");
    copy.Row(Values{"not a number"});
    CHECK_THROWS_AS(copy.Finish(), soci::soci_error);
  }
  {
    sql::UnitOfWork work(database, sql::Scope::Everything());
    CHECK_THROWS_AS(sql::CopyIn(work, "public.nowhere (n)"), soci::soci_error);
  }
  {
    sql::UnitOfWork work(database, sql::Scope::Everything());
    sql::CopyIn abandoned(work, "public.pile (n)");
    abandoned.Row(Values{"1"});
  }
  sql::UnitOfWork work(database, sql::Scope::Everything());
  int rows = -1;
  work.sql() << "SELECT count(*) FROM public.pile", into(rows);
  CHECK(rows == 0);
}

}  // namespace
}  // namespace tirek
