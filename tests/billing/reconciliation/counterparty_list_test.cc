// A stranger's list of documents: right rows are read, wrong ones named with all their faults.
#include "billing/reconciliation/counterparty_list.h"

#include <doctest/doctest.h>

namespace tirek::reconciliation {
namespace {

const Period kOctober{*CivilDate::FromYmd(2026, 10, 1), *CivilDate::FromYmd(2026, 11, 1)};
const std::string kHeader = "document_number;document_date;debit;credit\n";

Result<CounterpartyList> Read(const std::string& rows) {
  return ReadCounterpartyList(kHeader + rows, kOctober, kTenge);
}

TEST_CASE("rows of both sides, in whatever order the columns stand") {
  const auto list = ReadCounterpartyList(
      "\xEF\xBB\xBF"
      "credit,debit,document_date,document_number\r\n"
      ",\"1 234,50\",31.10.2026,АКТ № 7\r\n\r\n"
      "100,,2026-10-01,ПП-1\r\n"
      "0,-5,2026-10-02,СТОРНО\r\n",
      kOctober, kTenge);
  REQUIRE(list);
  CHECK(list->refused.empty());
  REQUIRE(list->documents.size() == 3);
  CHECK(list->documents[0].number == "АКТ № 7");
  CHECK(list->documents[0].date == *CivilDate::FromYmd(2026, 10, 31));
  CHECK(list->documents[0].debit.minor() == 123'450);
  CHECK(list->documents[0].credit.is_zero());
  CHECK(list->documents[0].line == 2);
  CHECK(list->documents[1].credit.minor() == 10'000);
  CHECK(list->documents[2].debit.minor() == -500);
}

TEST_CASE("a row is refused with all that is wrong with it, and the others are read") {
  struct Case {
    const char* name;
    std::string row;
    const char* faults;
  };
  const Case cases[] = {
      {"no number", ";2026-10-01;1;", "document_number REQUIRED; "},
      {"a number too long", std::string(101, 'x') + ";2026-10-01;1;",
       "document_number TEXT_INVALID; "},
      {"a control character", "a\tb;2026-10-01;1;", "document_number TEXT_INVALID; "},
      {"no such day", "A;31.11.2026;1;", "document_date INVALID_DATE; "},
      {"the day before", "A;2026-09-30;1;", "document_date OUT_OF_RANGE; "},
      {"the day after", "A;2026-11-01;1;", "document_date OUT_OF_RANGE; "},
      {"both sides", "A;2026-10-01;1;2", "debit INVALID_AMOUNT; "},
      {"neither side", "A;2026-10-01;;", "debit INVALID_AMOUNT; "},
      {"nothing on both", "A;2026-10-01;0;0,00", "debit INVALID_AMOUNT; "},
      {"words", "A;2026-10-01;сто;", "debit INVALID_AMOUNT; "},
      {"everything", ";x;y;z",
       "document_number REQUIRED; document_date INVALID_DATE; debit INVALID_AMOUNT;"
       " credit INVALID_AMOUNT; "},
      {"a field too few", "A;2026-10-01;1", " CSV_FIELD_COUNT; "},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto list = Read(c.row + "\nB;2026-10-02;1;\n");
    REQUIRE(list);
    REQUIRE(list->documents.size() == 1);
    CHECK(list->documents[0].number == "B");
    REQUIRE(list->refused.size() == 1);
    CHECK(list->refused[0].line == 2);
    std::string faults;
    for (const Violation& v : list->refused[0].violations)
      faults += v.field + " " + v.reason + "; ";
    CHECK(faults == c.faults);
  }
}

TEST_CASE("what is no table at all is refused as a whole") {
  CHECK(ReadCounterpartyList("", kOctober, kTenge).error().reason == "CSV_EMPTY");
  CHECK(ReadCounterpartyList("a;b\n", kOctober, kTenge).error().reason == "CSV_COLUMNS");
  CHECK(Read("\xFF").error().reason == "CSV_ENCODING");
  CHECK(Read("\"A").error().reason == "CSV_UNTERMINATED_QUOTE");
  std::string rows;
  for (std::size_t i = 0; i < kMostRows; ++i) rows += "A;2026-10-01;1;\n";
  CHECK(Read(rows)->documents.size() == kMostRows);
  CHECK(Read(rows + "A;2026-10-01;1;\n").error().reason == "CSV_TOO_LARGE");
}

}  // namespace
}  // namespace tirek::reconciliation
