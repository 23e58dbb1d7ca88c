// The mapping of a bank's CSV columns: every mistake at once, each in its line.
#include <string>

#include <doctest/doctest.h>

#include "tests/billing/bank/answer_text.h"
#include "tests/billing/bank/files.h"

namespace tirek::bank {
namespace {

TEST_CASE("a mapping is refused with every line that is wrong") {
  struct Case {
    std::string text;
    std::string refusals;
  };
  const Case cases[] = {
      {"",
       "mapping: CSV_MAPPING_INVALID; mapping: CSV_MAPPING_INVALID; "
       "mapping: CSV_MAPPING_INVALID"},
      {"account=A\ncolumn.date=D\ncolumn.amount=S\ncolumn.amount=T\n",
       "line 4 column.amount: CSV_MAPPING_INVALID"},
      {"account=A\ncolumn.date=D\ncolumn.amount=S\ncolumn.debit=T\n",
       "mapping: CSV_MAPPING_INVALID"},
      {"account=A\ncolumn.date=D\ncolumn.debit=T\n", "mapping: CSV_MAPPING_INVALID"},
      {"account=A\ncolumn.date=D\ncolumn.amount=S\ncolour=red\nencoding=koi8-r\ndate=dd.mm\n",
       "line 4 colour: CSV_MAPPING_INVALID; line 5 encoding: CSV_MAPPING_INVALID; "
       "line 6 date: CSV_MAPPING_INVALID"},
      {"account=A\ncolumn.date=D\ncolumn.amount=S\nsign=absolute\n",
       "mapping: CSV_MAPPING_INVALID"},
      {"account=A\ncolumn.date=D\ncolumn.amount=S\nthousands=point\n",
       "mapping: CSV_MAPPING_INVALID"},
      {"account=A\ncolumn.date=D\ncolumn.amount=S\njust words\n", "line 4: CSV_MAPPING_INVALID"},
      {"# all is well\naccount=A\ncolumn.date=D\n\ncolumn.amount=S\n", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto mapping = ParseCsvMapping(c.text);
    CHECK((mapping ? std::string() : ToText(mapping.error())) == c.refusals);
  }
  CHECK_FALSE(ParseCsvMapping("\xFF").has_value());
}

TEST_CASE("the ways in which banks write a direction") {
  struct Case {
    std::string name;
    const char* mapping;
    const char* file;
    std::string answer;
  };
  const Case cases[] = {
      {"signed", "", "D,S\n2026-11-05,-10\n2026-11-06,4\n",
       "A KZT [2026-11-05, 2026-11-07) 0.00 +4.00 -10.00 = -6.00, 2 lines"},
      {"inverse, as of a card", "sign=inverse\n", "D,S\n2026-11-05,-10\n",
       "A KZT [2026-11-05, 2026-11-06) 0.00 +10.00 -0.00 = 10.00, 1 lines"},
      {"a word beside an amount", "column.direction=W\n",
       "D,S,W\n2026-11-05,10,D\n2026-11-05,1,C\n",
       "A KZT [2026-11-05, 2026-11-06) 0.00 +1.00 -10.00 = -9.00, 2 lines"},
      {"a word that decides alone", "column.direction=W\nsign=absolute\n",
       "D,S,W\n2026-11-05,-10,C\n",
       "A KZT [2026-11-05, 2026-11-06) 0.00 +10.00 -0.00 = 10.00, 1 lines"},
      {"another word", "column.direction=W\n", "D,S,W\n2026-11-05,10,X\n",
       "line 2 W: STATEMENT_DIRECTION; line 2: STATEMENT_PERIOD"},
      {"another currency", "column.currency=W\n", "D,S,W\n2026-11-05,10,USD\n",
       "line 2 W: STATEMENT_CURRENCY; line 2: STATEMENT_PERIOD"},
      {"no lines", "", "D,S\n", "line 1: STATEMENT_PERIOD"},
      {"no such column", "column.name=N\n", "D,S\n", "line 1 N: CSV_COLUMNS"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto mapping =
        ParseCsvMapping("account=A\ncolumn.date=D\ncolumn.amount=S\n" + std::string(c.mapping));
    REQUIRE(mapping.has_value());
    ReadOptions options;
    options.mapping = &*mapping;
    CHECK(AnswerTo(c.file, options) == c.answer);
  }
}

}  // namespace
}  // namespace tirek::bank
