// COPY in its binary format: rows out and in, what is refused, what is broken off.
#include "core/sql/binary_copy.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <soci/soci.h>

#include "core/sql/binary_row.h"
#include "core/sql/unit_of_work.h"
#include "tests/support/test_house.h"

namespace tirek {
namespace {

using soci::into;
using sql::BinaryCopyIn;
using sql::BinaryCopyOut;
using sql::BinaryRowReader;
using sql::BinaryRowWriter;

struct Pile {
  test::TestHouse house{{.services = {"access"}}};
  sql::Database database{{house.database_url(), "", 2}};

  Pile() {
    house.sql() << "CREATE TABLE public.pile (name text, small integer, large bigint, day date,"
                   " raw bytea)";
  }

  int rows() {
    int count = 0;
    house.sql() << "SELECT count(*) FROM public.pile", into(count);
    return count;
  }
};

void Append(std::string& bytes, std::string_view name, std::int32_t small, std::int64_t large,
            CivilDate day, std::string_view raw) {
  BinaryRowWriter writer(bytes);
  writer.BeginRow(5);
  writer.Text(name);
  writer.Int32(small);
  writer.Int64(large);
  writer.Date(day);
  writer.Text(raw);
}

TEST_CASE("values of every type go in by binary COPY and come out as they were") {
  Pile pile;
  const std::string raw("\0\\\xff\n", 4);
  const CivilDate days[] = {*CivilDate::FromYmd(1, 1, 1), *CivilDate::FromYmd(2000, 1, 1),
                            kFarFuture};
  std::string bytes;
  Append(bytes, "Ұлттық\tбанк\n\\N", -1, std::numeric_limits<std::int64_t>::min(), days[0], raw);
  Append(bytes, "", 0, std::numeric_limits<std::int64_t>::max(), days[1], "");
  Append(bytes, "x", std::numeric_limits<std::int32_t>::max(), 7, days[2], raw);
  BinaryRowWriter writer(bytes);
  writer.BeginRow(5);
  for (int i = 0; i < 5; ++i) writer.Null();

  sql::UnitOfWork work(pile.database, sql::Scope::Everything());
  BinaryCopyIn in(work, "public.pile (name, small, large, day, raw)");
  in.Rows(bytes);
  in.Finish();
  std::string out;
  std::vector<std::string> days_read;
  BinaryRowReader row;
  {
    BinaryCopyOut copy(
        work, "SELECT name, small, large, day, raw FROM public.pile ORDER BY day NULLS LAST");
    while (const auto next = copy.Next()) {
      REQUIRE(row.Read(*next));
      REQUIRE(row.columns() == 5);
      out += *next;
      if (!row.IsNull(3)) days_read.push_back(row.Date(3).ToString());
    }
  }
  CHECK(out == bytes);
  CHECK(days_read == std::vector<std::string>{"0001-01-01", "2000-01-01", "9999-12-31"});
  work.Commit();
  CHECK(pile.rows() == 4);
  std::string shown;
  pile.house.sql() << "SELECT name || small || large || encode(raw, 'hex') FROM public.pile"
                      " WHERE small = -1",
      into(shown);
  CHECK(shown == "Ұлттық\tбанк\n\\N-1-9223372036854775808005cff0a");
}

TEST_CASE("a query without rows and a set of many pieces come whole") {
  Pile pile;
  sql::UnitOfWork work(pile.database, sql::Scope::Everything());
  BinaryCopyOut none(work, "SELECT name FROM public.pile");
  CHECK(!none.Next());
  std::string bytes;
  const std::string name(1000, 'n');
  for (int i = 0; i < 1000; ++i) Append(bytes, name, i, i, kFarFuture, "");
  BinaryCopyIn in(work, "public.pile");
  in.Rows(bytes);
  in.Finish();
  work.Commit();
  CHECK(pile.rows() == 1000);
}

TEST_CASE("a row of another shape is refused and nothing of the set is kept") {
  Pile pile;
  {
    sql::UnitOfWork work(pile.database, sql::Scope::Everything());
    std::string bytes;
    Append(bytes, "sound", 1, 1, kFarFuture, "");
    BinaryRowWriter writer(bytes);
    writer.BeginRow(5);
    for (int i = 0; i < 5; ++i) writer.Int32(1);  // no bigint has four bytes
    BinaryCopyIn in(work, "public.pile");
    in.Rows(bytes);
    CHECK_THROWS_AS(in.Finish(), soci::soci_error);
  }
  CHECK(pile.rows() == 0);
}

TEST_CASE("what is not read to its end, or not finished, is broken off") {
  Pile pile;
  {
    sql::UnitOfWork work(pile.database, sql::Scope::Everything());
    std::string bytes;
    Append(bytes, "lost", 1, 1, kFarFuture, "");
    BinaryCopyIn in(work, "public.pile");
    in.Rows(bytes);
  }
  {
    sql::UnitOfWork work(pile.database, sql::Scope::Everything());
    BinaryCopyOut out(work, "SELECT n FROM generate_series(1, 1000000) n");
    CHECK(out.Next());
  }
  // Both sessions are good for the next transaction.
  sql::UnitOfWork work(pile.database, sql::Scope::Everything());
  BinaryCopyOut out(work, "SELECT 42");
  BinaryRowReader row;
  REQUIRE(row.Read(out.Next().value()));
  CHECK(row.Int32(0) == 42);
  CHECK(!out.Next());
  CHECK(pile.rows() == 0);
}

TEST_CASE("an error of the query is an error of the COPY") {
  Pile pile;
  sql::UnitOfWork work(pile.database, sql::Scope::Everything());
  CHECK_THROWS_AS(BinaryCopyOut(work, "SELECT name FROM public.nothing"), soci::soci_error);
}

TEST_CASE("an error in the middle of a query is not taken for its end") {
  Pile pile;
  sql::UnitOfWork work(pile.database, sql::Scope::Everything());
  BinaryCopyOut out(work, "SELECT 1 / (3 - n) FROM generate_series(1, 5) n");
  CHECK(out.Next());
  CHECK(out.Next());
  CHECK_THROWS_AS(out.Next(), soci::soci_error);
}

TEST_CASE("bytes that are no row are told from one") {
  std::string bytes;
  Append(bytes, "name", 1, 2, kFarFuture, "raw");
  BinaryRowReader row;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CAPTURE(length);
    CHECK(!row.Read(std::string_view(bytes).substr(0, length)));
    CHECK(row.columns() == 0);
  }
  CHECK(row.Read(bytes));
  CHECK(row.Text(0) == "name");
  CHECK(row.Int64(2) == 2);
  CHECK(!row.Read(bytes + "x"));
}

TEST_CASE("decimals and arrays go in by binary COPY as PostgreSQL reads their text") {
  Pile pile;
  pile.house.sql() << "CREATE TABLE public.heap (place integer, value numeric, dates date[],"
                      " quantities numeric[], codes text[])";
  const std::string texts[] = {"0",
                               "0.00",
                               "1",
                               "-1",
                               "9999",
                               "10000",
                               "0.0001",
                               "0.00001",
                               "12345.67",
                               "-0.5",
                               "100000000",
                               "20000.10",
                               "0.05",
                               "1234567.8",
                               "-99999999999999999999.999999999999999999",
                               "99999999999999999999999999999999999999"};
  const CivilDate days[] = {*CivilDate::FromYmd(2026, 10, 1), *CivilDate::FromYmd(1, 1, 1)};
  const std::string codes[] = {"SEVERE", "a \"quoted\", {text}", ""};
  std::vector<Decimal> all;
  for (const std::string& text : texts) all.push_back(*Decimal::Parse(text));
  std::string bytes;
  BinaryRowWriter row(bytes);
  for (std::size_t i = 0; i < all.size(); ++i) {
    row.BeginRow(5);
    row.Int32(static_cast<std::int32_t>(i));
    row.Numeric(all[i]);
    row.DateArray(i == 0 ? std::span<const CivilDate>() : std::span<const CivilDate>(days));
    row.NumericArray(std::span(all).first(i));
    row.TextArray(i == 0 ? std::span<const std::string>() : std::span<const std::string>(codes));
  }
  sql::UnitOfWork work(pile.database, sql::Scope::Everything());
  BinaryCopyIn in(work, "public.heap (place, value, dates, quantities, codes)");
  in.Rows(bytes);
  in.Finish();
  work.Commit();
  for (std::size_t i = 0; i < all.size(); ++i) {
    INFO(texts[i]);
    std::string value;
    int quantities = 0;
    const int place = static_cast<int>(i);
    pile.house.sql() << "SELECT value::text, cardinality(quantities) FROM public.heap"
                        " WHERE place = :p AND value = value::text::numeric"
                        " AND quantities = quantities::text::numeric[]",
        into(value), into(quantities), soci::use(place);
    CHECK(value == texts[i]);
    CHECK(quantities == place);
  }
  int alike = 0;
  pile.house.sql() << "SELECT count(*) FROM public.heap"
                      " WHERE dates = '{2026-10-01,0001-01-01}'"
                      " AND codes = ARRAY['SEVERE', 'a \"quoted\", {text}', '']"
                      " OR place = 0 AND dates = '{}' AND codes = '{}'",
      into(alike);
  CHECK(alike == static_cast<int>(all.size()));
}

TEST_CASE("arrays with absent elements go in by binary COPY and come out as they were") {
  Pile pile;
  pile.house.sql() << "CREATE TABLE public.heap (place integer, amounts bigint[], codes text[])";
  const std::vector<std::int64_t> amounts = {0, -1, std::numeric_limits<std::int64_t>::min(),
                                             std::numeric_limits<std::int64_t>::max()};
  const std::vector<std::optional<std::string>> codes = {"041", std::nullopt, "", "Ұ,{}\""};
  std::string bytes;
  BinaryRowWriter writer(bytes);
  for (std::size_t size = 0; size <= amounts.size(); ++size) {
    writer.BeginRow(3);
    writer.Int32(static_cast<std::int32_t>(size));
    writer.Int64Array(std::span(amounts).first(size));
    writer.OptionalTextArray(std::span(codes).first(size));
  }
  sql::UnitOfWork work(pile.database, sql::Scope::Everything());
  BinaryCopyIn in(work, "public.heap (place, amounts, codes)");
  in.Rows(bytes);
  in.Finish();
  BinaryCopyOut out(work, "SELECT place, amounts, codes FROM public.heap ORDER BY place");
  for (std::size_t size = 0; size <= amounts.size(); ++size) {
    CAPTURE(size);
    const auto row = BinaryRowReader::Of(out.Next().value());
    const auto read_amounts = row.Array(1), read_codes = row.Array(2);
    REQUIRE(read_amounts.columns() == size);
    REQUIRE(read_codes.columns() == size);
    for (std::size_t i = 0; i < size; ++i) {
      CHECK(read_amounts.Int64(i) == amounts[i]);
      REQUIRE(read_codes.IsNull(i) == !codes[i].has_value());
      if (codes[i]) CHECK(read_codes.Text(i) == *codes[i]);
    }
  }
  CHECK(!out.Next());
}

}  // namespace
}  // namespace tirek
