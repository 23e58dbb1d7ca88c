// The runner of decimal cases: what it lets pass, fail and skip.
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/core/money/judge.h"
#include "tests/core/money/run.h"
#include "tests/core/money/scientific.h"
#include "tests/core/money/support.h"

namespace tirek::decimal_cases {
namespace {

const std::string kHeader =
    "operation\trounding\tprecision\top1\top2\top3\tid\tkind\texpected_scale\texpected_plain\t"
    "lexical\n";

std::string LastLine(const std::string& text) {
  const std::size_t end = text.rfind('\n');
  const std::size_t begin = text.rfind('\n', end - 1);
  return text.substr(begin + 1, end - begin - 1);
}

TEST_CASE("scientific notation is read exactly or refused") {
  struct Case {
    std::string text;
    std::string outcome;
  };
  const Case cases[] = {
      {"12.50", "12.50"},
      {"+012.50", "12.50"},
      {".5", "0.5"},
      {"-7.", "-7"},
      {"1E+9", "1000000000"},
      {"12.50e1", "125.0"},
      {"1e-18", "0.000000000000000001"},
      {"1e-19", "DECIMAL_OVERFLOW"},
      {"10e-19", "0.000000000000000001"},
      {"-0", "0"},
      {"0E+99999999999999999999", "0"},
      {"0E-99999999999999999999", "0.000000000000000000"},
      {"1E+37", "1" + std::string(37, '0')},
      {"1E+38", "DECIMAL_OVERFLOW"},
      {"1E+99999999999999999999", "DECIMAL_OVERFLOW"},
      {"1E-99999999999999999999", "DECIMAL_OVERFLOW"},
      {"1." + std::string(60, '0'), "1." + std::string(18, '0')},
      {std::string(38, '9') + ".0", std::string(38, '9')},
      {std::string(39, '9'), "DECIMAL_OVERFLOW"},
      {"", "INVALID_DECIMAL"},
      {".", "INVALID_DECIMAL"},
      {"+", "INVALID_DECIMAL"},
      {"1e", "INVALID_DECIMAL"},
      {"1e+", "INVALID_DECIMAL"},
      {"e1", "INVALID_DECIMAL"},
      {"1e1.5", "INVALID_DECIMAL"},
      {"1.2.3", "INVALID_DECIMAL"},
      {" 1", "INVALID_DECIMAL"},
      {"1 ", "INVALID_DECIMAL"},
      {"NaN", "INVALID_DECIMAL"},
      {"Inf", "INVALID_DECIMAL"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(Outcome(ReadScientific(c.text)) == c.outcome);
  }
  CHECK(WrittenExponent("1.00") == -2);
  CHECK(WrittenExponent("3E-2") == -2);
  CHECK(WrittenExponent("1.0E+3") == 2);
  CHECK_FALSE(WrittenExponent("NaN").has_value());
  CHECK_FALSE(WrittenExponent("1E+99999999999").has_value());
}

TEST_CASE("a row that is not claimed is skipped with the reason, not passed") {
  struct Case {
    const char* row;  // in the order of kHeader
    const char* reason;
  };
  const Case cases[] = {
      {"quantize\thalf_up\t9\t217\t1e+1\t\tx\tto-tens\t-1\t220\texponent",
       "rounding to tens (a scale below 0) is not claimed"},
      {"add\thalf_up\t3\t1234\t1\t\tx\tround-translated\t-1\t1240\tplain",
       "rounding to tens (a scale below 0) is not claimed"},
      {"divide\thalf_up\t9\t1\t3\t\tx\tround-translated\t19\t0.3333333333333333333\tplain",
       "a scale beyond 18 is asked for"},
      {"quantize\thalf_up\t3\t9\t1e-19\t\tx\terror-toobig\t\t\texponent",
       "a scale beyond 18 is asked for"},
      {"add\thalf_up\t9\t1e-19\t1e-19\t\tx\texact\t19\t0.0000000000000000002\texponent",
       "an operand needs more than 38 digits or a scale beyond 18"},
      {"multiply\thalf_up\t9\t0.0000000001\t0.0000000001\t\tx\texact\t20\t0.00000000000000000001"
       "\tplain",
       "the result needs more than 38 digits or a scale beyond 18"},
      {"divideint\thalf_up\t40\t99999999999999999999999999999999999999\t0.1\t\tx\texact\t0"
       "\t999999999999999999999999999999999999990\tplain",
       "the integer quotient needs more than 38 digits"},
      {"tosci\thalf_up\t9\t0.0000000000000000001\t\t\tx\tparse\t19\t0.0000000000000000001\tplain",
       "the result needs more than 38 digits or a scale beyond 18"},
      {"tosci\thalf_up\t3\t1.2345\t\t\tx\tparse-round\t2\t1.23\tplain",
       "parse-round: the parser never rounds"},
      {"add\t05up\t9\t1\t2\t\tx\texact\t0\t3\tplain", "rounding 05up is not known"},
      {"ln\thalf_up\t9\t1\t\t\tx\texact\t0\t0\tplain", "operation ln is not known"},
      {"add\thalf_up\t9\t1\t2\t\tx\tother\t0\t3\tplain", "kind other is not known"},
      {"quantize\thalf_up\t9\t1\t1\t\tx\texact\t0\t1\tplain",
       "operation quantize is not known for kind exact"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.row);
    std::istringstream table(kHeader + c.row + "\n");
    std::ostringstream report;
    CHECK(Run(table, report) == 0);
    CHECK(report.str() ==
          "skipped 1: " + std::string(c.reason) + "\n1 skipped\n0 passed, 0 failed\n");
  }
}

TEST_CASE("a row whose result does not fit must not claim a number that does") {
  std::istringstream table(
      kHeader + "add\thalf_up\t9\t1\t2\t\tx\texact\t20\t3.00000000000000000001\tplain\n");
  std::ostringstream report;
  CHECK(Run(table, report) == 1);
  CHECK(LastLine(report.str()) == "0 passed, 1 failed");
}

TEST_CASE("a table ends in its totals and an exit code that tells failure from nonsense") {
  const std::string right = "add\thalf_up\t9\t1\t2\t\tgood\texact\t0\t3\tplain\n";
  const std::string wrong = "add\thalf_up\t9\t1\t2\t\tbad\texact\t0\t4\tplain\n";
  struct Case {
    const char* name;
    std::string table;
    int exit_code;
    const char* last_line;
  };
  const Case cases[] = {
      {"all right", kHeader + right, 0, "1 passed, 0 failed"},
      {"no rows", kHeader, 0, "0 passed, 0 failed"},
      {"no line end at the end", kHeader + right.substr(0, right.size() - 1), 0,
       "1 passed, 0 failed"},
      {"Windows line ends",
       kHeader.substr(0, kHeader.size() - 1) + "\r\n" + right.substr(0, right.size() - 1) + "\r\n",
       0, "1 passed, 0 failed"},
      {"one wrong", kHeader + right + wrong, 1, "1 passed, 1 failed"},
      {"a row cut short", kHeader + right + "add\thalf_up\n", 1, "1 passed, 1 failed"},
      {"an empty row", kHeader + "\n" + right, 1, "1 passed, 1 failed"},
      {"an empty file", "", 2, "The header has no column 'operation'."},
      {"another table", "iin\tverdict\n1\tvalid\n", 2, "The header has no column 'operation'."},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    std::istringstream table(c.table);
    std::ostringstream report;
    CHECK(Run(table, report) == c.exit_code);
    CHECK(LastLine("\n" + report.str()) == c.last_line);
  }
}

}  // namespace
}  // namespace tirek::decimal_cases
