// Reading CSV: separators, quotes, line ends, headers, limits, and what is refused by name.
#include "core/csv/table.h"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/csv/line.h"
#include "core/csv/utf8.h"

namespace tirek {
namespace {

using Rows = std::vector<std::vector<std::string>>;

const CsvColumns kAbc = {{"a", "b"}, {"c"}};

Rows FieldsOf(const CsvTable& table) {
  Rows rows;
  for (const CsvRow& row : table.rows()) rows.push_back(row.fields);
  return rows;
}

TEST_CASE("a table is read as it was meant") {
  struct Case {
    std::string name, bytes;
    Rows rows;
  };
  const Case cases[] = {
      {"commas", "a,b,c\n1,2,3\n", {{"1", "2", "3"}}},
      {"semicolons", "a;b;c\n1,5;2;3\n", {{"1,5", "2", "3"}}},
      {"without the optional column", "a,b\n1,2\n", {{"1", "2"}}},
      {"another order", "c,b,a\n3,2,1\n", {{"3", "2", "1"}}},
      {"CRLF", "a,b\r\n1,2\r\n3,4\r\n", {{"1", "2"}, {"3", "4"}}},
      {"last line without an end", "a,b\n1,2\n3,4", {{"1", "2"}, {"3", "4"}}},
      {"byte order mark",
       "\xEF\xBB\xBF"
       "a,b\n1,2\n",
       {{"1", "2"}}},
      {"quoted header", "\"a\",\"b\"\n1,2\n", {{"1", "2"}}},
      {"separator in quotes", "a,b\n\"1,5\",2\n", {{"1,5", "2"}}},
      {"doubled quotes", "a,b\n\"say \"\"no\"\"\",\"\"\"\"\n", {{"say \"no\"", "\""}}},
      {"line breaks in quotes", "a,b\n\"1\n2\r\n3\",4\n", {{"1\n2\r\n3", "4"}}},
      {"empty fields", "a,b\n,\n\"\",\n", {{"", ""}, {"", ""}}},
      {"spaces are kept", "a,b\n 1 , 2\n", {{" 1 ", " 2"}}},
      {"no rows", "a,b\n", {}},
      {"header only, without an end", "a,b", {}},
      {"blank lines", "a,b\n\n1,2\n\r\n\n3,4\n\n", {{"1", "2"}, {"3", "4"}}},
      {"Kazakh letters", "a,b\nӘсел Қызы,үй\n", {{"Әсел Қызы", "үй"}}},
      {"commas and semicolons alike", "a,b\n1;2,3;4\n", {{"1;2", "3;4"}}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Result<CsvTable> table = CsvTable::Parse(c.bytes, kAbc);
    REQUIRE(table.has_value());
    CHECK(FieldsOf(*table) == c.rows);
    for (const CsvRow& row : table->rows()) CHECK(row.violations.empty());
  }
}

TEST_CASE("a field is found by the name of its column") {
  const CsvTable table = CsvTable::Parse("b,a\n2,1\n", kAbc).value();
  const CsvRow& row = table.rows().at(0);
  CHECK(table.At(row, "a") == "1");
  CHECK(table.At(row, "b") == "2");
  CHECK(table.At(row, "c").empty());
  CHECK(table.Has("b"));
  CHECK_FALSE(table.Has("c"));
}

TEST_CASE("a row knows the line where it starts") {
  const CsvTable table =
      CsvTable::Parse("a,b\r\n1,2\n\n\"x\ny\r\nz\",2\n\"u\"v,2\n5,6", kAbc).value();
  std::vector<int> lines;
  for (const CsvRow& row : table.rows()) lines.push_back(row.line);
  CHECK(lines == std::vector<int>{2, 4, 7, 8});
}

TEST_CASE("a spoilt row is refused alone, its neighbours are read") {
  struct Case {
    std::string row, reason;
  };
  const Case cases[] = {
      {"1", "CSV_FIELD_COUNT"},    {"1,2,3", "CSV_FIELD_COUNT"},
      {"1,2,", "CSV_FIELD_COUNT"}, {"\"\"", "CSV_FIELD_COUNT"},
      {" ", "CSV_FIELD_COUNT"},    {"1,\"2\"3", "CSV_QUOTING"},
      {"1,2\"3\"", "CSV_QUOTING"}, {"1, \"2\"", "CSV_QUOTING"},
      {"1,\"2\" ", "CSV_QUOTING"}, {"1\r,2", "CSV_QUOTING"},
      {"1,2\r\r", "CSV_QUOTING"},  {"This \"quotes\" must, be escaped", "CSV_QUOTING"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.row);
    const Result<CsvTable> table = CsvTable::Parse("a,b\n0,0\n" + c.row + "\n9,9\n", kAbc);
    REQUIRE(table.has_value());
    REQUIRE(table->rows().size() == 3);
    CHECK(table->rows()[0].violations.empty());
    CHECK(table->rows()[1].line == 3);
    REQUIRE(table->rows()[1].violations.size() == 1);
    CHECK(table->rows()[1].violations[0].reason == c.reason);
    CHECK(table->rows()[2].violations.empty());
    CHECK(table->At(table->rows()[2], "b") == "9");
  }
  const CsvTable table = CsvTable::Parse("a,b\n1\n", kAbc).value();
  CHECK(table.rows()[0].violations[0].expected == "2 fields as in the header line; this row has 1");
}

TEST_CASE("an unreadable file is refused by name and place") {
  using namespace std::string_literals;
  struct Case {
    std::string name, bytes, reason, line, column;
  };
  const Case cases[] = {
      {"nothing", "", "CSV_EMPTY", "", ""},
      {"only a mark", "\xEF\xBB\xBF", "CSV_EMPTY", "", ""},
      {"windows-1251", "a,b\n1,2\n3,\xC0\xC1\n", "CSV_ENCODING", "3", "3"},
      {"after Kazakh letters", "a,b\nқә,\xFF\n", "CSV_ENCODING", "2", "4"},
      {"UTF-16",
       "\xFF\xFE"
       "a\0,\0b\0\n\0"s,
       "CSV_ENCODING", "1", "1"},
      {"NUL", "a,b\n1,\0\n"s, "CSV_ENCODING", "2", "3"},
      {"surrogate", "a,b\n\xED\xA0\x80,2\n", "CSV_ENCODING", "2", "1"},
      {"overlong", "a,b\n\xC0\xAF,2\n", "CSV_ENCODING", "2", "1"},
      {"above U+10FFFF", "a,b\n\xF4\x90\x80\x80,2\n", "CSV_ENCODING", "2", "1"},
      {"cut short", "a,b\n1,\xD2", "CSV_ENCODING", "2", "3"},
      {"open quote", "a,b\n1,2\n3,\"4\n5,6\n", "CSV_UNTERMINATED_QUOTE", "3", ""},
      {"open quote after a doubled one", "a,b\n\"1\"\"\n2", "CSV_UNTERMINATED_QUOTE", "2", ""},
      {"open quote in the header", "a,\"b\n1,2\n", "CSV_UNTERMINATED_QUOTE", "1", ""},
      {"bad quote in the header", "a,b\"\n1,2\n", "CSV_QUOTING", "", ""},
      {"lines ended by CR", "a,b\r1,2\r", "CSV_QUOTING", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Result<CsvTable> table = CsvTable::Parse(c.bytes, kAbc);
    REQUIRE_FALSE(table.has_value());
    const Error& error = table.error();
    CHECK(error.reason == c.reason);
    CHECK((error.metadata.contains("line") ? error.metadata.at("line") : "") == c.line);
    CHECK((error.metadata.contains("column") ? error.metadata.at("column") : "") == c.column);
  }
}

TEST_CASE("missing, unknown and repeated columns are named all at once") {
  struct Case {
    std::string header;
    std::vector<std::string> wrong;  // "reason field"
  };
  const Case cases[] = {
      {"a", {"CSV_COLUMN_MISSING b"}},
      {"a,b,d", {"CSV_COLUMN_UNKNOWN d"}},
      {"a,b,a,a", {"CSV_COLUMN_TWICE a"}},
      {"a,x,x,y",
       {"CSV_COLUMN_UNKNOWN x", "CSV_COLUMN_TWICE x", "CSV_COLUMN_UNKNOWN y",
        "CSV_COLUMN_MISSING b"}},
      {"a, b", {"CSV_COLUMN_UNKNOWN  b", "CSV_COLUMN_MISSING b"}},
      {"A,b", {"CSV_COLUMN_UNKNOWN A", "CSV_COLUMN_MISSING a"}},
      {"a,b,", {"CSV_COLUMN_UNKNOWN "}},
      {"a,b,\"\x1B[31m\n\"", {"CSV_COLUMN_UNKNOWN ?[31m?"}},
      {"770412110003,Иванов", {"CSV_COLUMN_MISSING a", "CSV_COLUMN_MISSING b"}},
      {"c", {"CSV_COLUMN_MISSING a", "CSV_COLUMN_MISSING b"}},
      {"a|b", {"CSV_COLUMN_MISSING a", "CSV_COLUMN_MISSING b"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.header);
    const Result<CsvTable> table = CsvTable::Parse(c.header + "\n1,2\n", kAbc);
    REQUIRE_FALSE(table.has_value());
    CHECK(table.error().reason == "CSV_COLUMNS");
    std::vector<std::string> wrong;
    for (const Violation& v : table.error().violations) wrong.push_back(v.reason + " " + v.field);
    CHECK(wrong == c.wrong);
  }
  std::string shown;
  for (int i = 0; i < 60; ++i) shown += "ы";
  const Error long_name = CsvTable::Parse("a,b," + shown, kAbc).error();
  CHECK(long_name.violations[0].field == shown.substr(0, 64) + "…");
}

TEST_CASE("a file beyond the limits is refused, one at the limits is read") {
  const CsvLimits limits = {3, 5, 2};
  struct Case {
    std::string name, bytes, what, line;  // `what` empty: read
  };
  const Case cases[] = {
      {"at the limits", "a,b,c\n12345,\"67890\",\n1,2,3\n", "", ""},
      {"columns", "a,b,c,d\n", "columns", "1"},
      {"bare field", "a,b\n1,2\n1,123456\n", "bytes in a field", "3"},
      {"quoted field", "a,b\n\"1234\n6\",2\n", "bytes in a field", "2"},
      {"rows", "a,b\n1,2\n\n3,4\n5,6\n", "rows", "5"},
      {"fields of a row are counted, not kept", "a,b,c\n1,2,3,4,5,6\n", "", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Result<CsvTable> table = CsvTable::Parse(c.bytes, kAbc, limits);
    REQUIRE(table.has_value() == c.what.empty());
    if (table) {
      CHECK(table->rows().at(0).fields.size() == 3);
      continue;
    }
    CHECK(table.error().reason == "CSV_TOO_LARGE");
    CHECK(table.error().metadata.at("what") == c.what);
    CHECK(table.error().metadata.at("line") == c.line);
  }
  std::string hundred_and_one = "a,b";
  for (int i = 0; i < 99; ++i) hundred_and_one += ",x" + std::to_string(i);
  CHECK(CsvTable::Parse(hundred_and_one, kAbc).error().reason == "CSV_TOO_LARGE");
  CHECK(CsvTable::Parse("a,b\n" + std::string(65'536, 'x') + ",2\n", kAbc).has_value());
  CHECK(CsvTable::Parse("a,b\n" + std::string(65'537, 'x') + ",2\n", kAbc).error().reason ==
        "CSV_TOO_LARGE");
}

TEST_CASE("what is written is read back") {
  CHECK(rc::check("round trip", [] {
    const auto text = rc::gen::container<std::string>(
        rc::gen::element<char>('a', '1', ' ', ',', ';', '"', '\n', '\r', '\'', '.'));
    const std::vector<std::string> row = {*text, *text};
    const std::string bytes = "a,b\n" + CsvLine(row);
    const Result<CsvTable> table = CsvTable::Parse(bytes, kAbc);
    RC_ASSERT(table.has_value());
    RC_ASSERT(table->rows().size() == std::size_t{1});
    std::vector<std::string> expected = row;
    // A leading carriage return is made harmless for spreadsheets.
    for (std::string& field : expected) {
      if (field.starts_with('\r')) field.insert(0, "'");
    }
    RC_ASSERT(table->rows()[0].fields == expected);
  }));
}

TEST_CASE("well-formed UTF-8 has no bad byte") {
  using namespace std::string_literals;
  const std::string right[] = {"", "a", "ұ", "€", "\U0001F600", "\u0080", "\u07FF", "\uFFFF"};
  for (const std::string& text : right) {
    CAPTURE(text);
    CHECK_FALSE(FirstBadByte(text).has_value());
  }
  const std::string bad[] = {"\x80",
                             "\xBF",
                             "\xC1\xBF",
                             "\xC2",
                             "\xE0\x9F\xBF",
                             "\xE2\x82",
                             "\xED\xBF\xBF",
                             "\xF0\x8F\xBF\xBF",
                             "\xF5\x80\x80\x80",
                             "\xFE",
                             "\0"s,
                             "\xC2\xC2",
                             "\xF0\x9F\x98"};
  for (const std::string& text : bad) {
    CAPTURE(text);
    CHECK(FirstBadByte("ab" + text) == 2);
  }
}

}  // namespace
}  // namespace tirek
