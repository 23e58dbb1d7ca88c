// Typed fields of a row, and lines written for spreadsheets.
#include "core/csv/fields.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "core/csv/line.h"

namespace tirek {
namespace {

const CsvColumns kColumns = {{"name", "date", "days"}, {"note"}};

Result<int> ParseNote(std::string_view text) {
  if (text == "one") return 1;
  return Error{ErrorKind::kInvalid, "INVALID_NOTE", "A note is one.", {}, {}};
}

TEST_CASE("the fields of a right row become values") {
  const CsvTable table =
      CsvTable::Parse("name,date,days,note\nӘсел,2026-10-12,31,one\n", kColumns).value();
  RowFields fields(table, table.rows()[0]);
  CHECK(fields.Required("name") == "Әсел");
  CHECK(fields.RequiredDate("date") == CivilDate::FromYmd(2026, 10, 12));
  CHECK(fields.OptionalDate("date") == CivilDate::FromYmd(2026, 10, 12));
  CHECK(fields.RequiredNumber("days", 1, 31) == 31);
  CHECK(fields.Optional("note") == "one");
  CHECK(fields.Optional("note", ParseNote) == 1);
  CHECK(fields.Required("note", ParseNote) == 1);
  CHECK(fields.ok());
}

TEST_CASE("everything that is wrong in a row is collected") {
  const CsvTable table =
      CsvTable::Parse("name,date,days,note\n  ,2026-02-30,32,two\n", kColumns).value();
  RowFields fields(table, table.rows()[0]);
  CHECK(fields.Required("name").empty());
  CHECK_FALSE(fields.RequiredDate("date").has_value());
  CHECK_FALSE(fields.RequiredNumber("days", 1, 31).has_value());
  CHECK_FALSE(fields.Optional("note", ParseNote).has_value());
  fields.Refuse("days", "DAYS_TOO_MANY", "no more days than the month has");
  CHECK_FALSE(fields.ok());
  std::vector<std::string> wrong;
  for (const Violation& v : fields.violations()) wrong.push_back(v.field + " " + v.reason);
  CHECK(wrong == std::vector<std::string>{"name REQUIRED", "date INVALID_DATE",
                                          "days INVALID_NUMBER", "note INVALID_NOTE",
                                          "days DAYS_TOO_MANY"});
  CHECK(fields.violations()[2].expected == "a whole number from 1 to 31");
}

TEST_CASE("an empty field is absent where it may be, and missed where it may not") {
  const CsvTable table = CsvTable::Parse("name,date,days,note\n,,,\n", kColumns).value();
  RowFields fields(table, table.rows()[0]);
  CHECK_FALSE(fields.OptionalDate("date").has_value());
  CHECK_FALSE(fields.Optional("note", ParseNote).has_value());
  CHECK(fields.ok());
  CHECK_FALSE(fields.RequiredDate("date").has_value());
  CHECK_FALSE(fields.RequiredNumber("days", 0, 9).has_value());
  REQUIRE(fields.violations().size() == 2);
  CHECK(fields.violations()[0].reason == "REQUIRED");
  CHECK(fields.violations()[1].field == "days");
}

TEST_CASE("a whole number has one writing") {
  for (const std::string text : {"07", "+7", "-0", "7.0", "7 ", " 7", "٧", "99999999999999999999",
                                 "1e1", "0x7", "-1", "10"}) {
    CAPTURE(text);
    const CsvTable table = CsvTable::Parse("name,date,days\na,b," + text + "\n", kColumns).value();
    RowFields fields(table, table.rows()[0]);
    CHECK_FALSE(fields.RequiredNumber("days", 0, 9).has_value());
    REQUIRE(fields.violations().size() == 1);
    CHECK(fields.violations()[0].reason == "INVALID_NUMBER");
  }
  const CsvTable table = CsvTable::Parse("name,date,days\na,b,-9\n", kColumns).value();
  RowFields fields(table, table.rows()[0]);
  CHECK(fields.RequiredNumber("days", -9, 9) == -9);
}

TEST_CASE("a row that the table refused gives nothing and repeats nothing") {
  const CsvTable table = CsvTable::Parse("name,date,days\nAsel,2026-10-12\n", kColumns).value();
  RowFields fields(table, table.rows()[0]);
  CHECK(fields.Required("name").empty());
  CHECK_FALSE(fields.RequiredDate("date").has_value());
  CHECK_FALSE(fields.RequiredNumber("days", 1, 31).has_value());
  REQUIRE(fields.violations().size() == 1);
  CHECK(fields.violations()[0].reason == "CSV_FIELD_COUNT");
}

TEST_CASE("a written line is quoted where needed and never a formula") {
  struct Case {
    std::vector<std::string> fields;
    std::string line;
  };
  const Case cases[] = {
      {{"a", "b"}, "a,b\n"},
      {{"a,b", "c;d", "e\"f", "g\nh"}, "\"a,b\",\"c;d\",\"e\"\"f\",\"g\nh\"\n"},
      {{"", ""}, ",\n"},
      {{""}, "\"\"\n"},
      {{}, "\n"},
      {{"-12.50", "-7", "1250.40"}, "-12.50,-7,1250.40\n"},
      {{"=1+1", "@SUM(1)", "+1+1", "-1+1"}, "'=1+1,'@SUM(1),'+1+1,'-1+1\n"},
      {{"\t=1", "\r=1"}, "'\t=1,\"'\r=1\"\n"},
      {{"=HYPERLINK(\"x\",\"y\")"}, "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\n"},
      {{"-", "-.5", "-5.", "--5", "-1.2.3", "-5e3"}, "'-,'-.5,'-5.,'--5,'-1.2.3,'-5e3\n"},
      {{"+77011234567"}, "'+77011234567\n"},
      {{"-100,00", "＝1+1"}, "\"-100,00\",'＝1+1\n"},
      {{" =1", "a=1", "Қызмет"}, " =1,a=1,Қызмет\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.line);
    CHECK(CsvLine(c.fields) == c.line);
  }
}

}  // namespace
}  // namespace tirek
