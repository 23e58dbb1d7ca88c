#include "core/money/decimal.h"

#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "tests/core/money/support.h"

namespace tirek {
namespace {

const std::string kNines(38, '9');

TEST_CASE("a decimal is read from its one wire form and printed back the same") {
  const std::string forms[] = {"0",
                               "0.0",
                               "0.5",
                               "-0.5",
                               "10",
                               "1.20",
                               "-12.50",
                               "0.00",
                               "-0.01",
                               "100000.000000000000000001",
                               "0.000000000000000001",
                               kNines,
                               "-" + kNines,
                               kNines.substr(0, 20) + "." + kNines.substr(0, 18)};
  for (const std::string& form : forms) {
    CAPTURE(form);
    const Result<Decimal> decimal = Decimal::Parse(form);
    REQUIRE(decimal.has_value());
    CHECK(decimal->ToString() == form);
  }
}

TEST_CASE("what is not the wire form is refused by name") {
  struct Case {
    std::string text;
    const char* reason;
  };
  const Case cases[] = {
      {"", "INVALID_DECIMAL"},
      {"-", "INVALID_DECIMAL"},
      {".", "INVALID_DECIMAL"},
      {".5", "INVALID_DECIMAL"},
      {"5.", "INVALID_DECIMAL"},
      {"-.5", "INVALID_DECIMAL"},
      {"+1", "INVALID_DECIMAL"},
      {"--1", "INVALID_DECIMAL"},
      {"-0", "INVALID_DECIMAL"},
      {"-0.00", "INVALID_DECIMAL"},
      {"00", "INVALID_DECIMAL"},
      {"00.5", "INVALID_DECIMAL"},
      {"-01", "INVALID_DECIMAL"},
      {" 1", "INVALID_DECIMAL"},
      {"1 ", "INVALID_DECIMAL"},
      {"1\n", "INVALID_DECIMAL"},
      {"1 000", "INVALID_DECIMAL"},
      {"1\u00a0000", "INVALID_DECIMAL"},
      {"1,5", "INVALID_DECIMAL"},
      {"1.2.3", "INVALID_DECIMAL"},
      {"1e5", "INVALID_DECIMAL"},
      {"0x1F", "INVALID_DECIMAL"},
      {"NaN", "INVALID_DECIMAL"},
      {"Infinity", "INVALID_DECIMAL"},
      {"\u0661\u0662", "INVALID_DECIMAL"},  // Arabic-Indic digits
      {"\u22125", "INVALID_DECIMAL"},       // the minus sign of typography
      {std::string("1\0", 2), "INVALID_DECIMAL"},
      {std::string(100000, '9') + "x", "INVALID_DECIMAL"},  // form before size
      {std::string(100000, '9'), "DECIMAL_OVERFLOW"},
      {"1" + std::string(38, '0'), "DECIMAL_OVERFLOW"},
      {"-1" + std::string(38, '0'), "DECIMAL_OVERFLOW"},
      {"0." + std::string(19, '0'), "DECIMAL_OVERFLOW"},
      {"1." + std::string(18, '0') + "1", "DECIMAL_OVERFLOW"},
      {kNines.substr(0, 21) + "." + kNines.substr(0, 18), "DECIMAL_OVERFLOW"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text.substr(0, 50));
    CHECK(Outcome(Decimal::Parse(c.text)) == c.reason);
  }
}

TEST_CASE("a decimal is made from integers within its digits and scale") {
  const Int128 limit = Dec(kNines).coefficient();
  CHECK(Decimal().ToString() == "0");
  CHECK(Decimal::FromInteger(std::numeric_limits<std::int64_t>::min()).ToString() ==
        "-9223372036854775808");
  CHECK(Outcome(Decimal::FromCoefficient(-5, 3)) == "-0.005");
  CHECK(Outcome(Decimal::FromCoefficient(0, 2)) == "0.00");
  CHECK(Outcome(Decimal::FromCoefficient(limit, 0)) == kNines);
  CHECK(Outcome(Decimal::FromCoefficient(limit + 1, 0)) == "DECIMAL_OVERFLOW");
  CHECK(Outcome(Decimal::FromCoefficient(-limit - 1, 18)) == "DECIMAL_OVERFLOW");
  CHECK(Outcome(Decimal::FromCoefficient(1, 19)) == "INVALID_SCALE");
  CHECK(Outcome(Decimal::FromCoefficient(1, -1)) == "INVALID_SCALE");
}

TEST_CASE("sums, differences and products are exact or refused") {
  struct Case {
    std::string a;
    char operation;
    std::string b;
    std::string outcome;
  };
  const std::string unit = "0.000000000000000001";
  const Case cases[] = {
      {"1.20", '+', "0.8", "2.00"},
      {"-0.5", '+', "0.5", "0.0"},
      {kNines, '+', "1", "DECIMAL_OVERFLOW"},
      {"-" + kNines, '-', "1", "DECIMAL_OVERFLOW"},
      {kNines, '+', "-" + kNines, "0"},
      {"1" + std::string(20, '0'), '+', unit, "DECIMAL_OVERFLOW"},
      {"1" + std::string(19, '0'), '+', unit, "1" + std::string(19, '0') + ".000000000000000001"},
      // 39 digits at scale 1, but the last is a zero: the value fits, so it is not refused.
      {kNines, '+', "0.0", kNines},
      {"1" + std::string(37, '0'), '-', "0.000", "1" + std::string(37, '0')},
      {"1.05", '*', "1000.10", "1050.1050"},
      {"0.5000000000", '*', "0.5000000000", "0.250000000000000000"},
      {"0.000000001", '*', "0.000000001", unit},
      {"0.0000000001", '*', "0.0000000001", "DECIMAL_OVERFLOW"},
      {unit, '*', unit, "DECIMAL_OVERFLOW"},
      {unit, '*', "0.000000000000000000", "0.000000000000000000"},
      {kNines, '*', "-" + kNines, "DECIMAL_OVERFLOW"},  // 76 digits in between
      {kNines, '*', "-1", "-" + kNines},
      {"1" + std::string(19, '0'), '*', "1" + std::string(18, '0'), "1" + std::string(37, '0')},
      {"1" + std::string(19, '0'), '*', "1" + std::string(19, '0'), "DECIMAL_OVERFLOW"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.a);
    CAPTURE(c.operation);
    CAPTURE(c.b);
    const Decimal a = Dec(c.a);
    const Decimal b = Dec(c.b);
    const auto result = c.operation == '+'   ? a.Plus(b)
                        : c.operation == '-' ? a.Minus(b)
                                             : a.Times(b);
    CHECK(Outcome(result) == c.outcome);
  }
}

TEST_CASE("each rounding takes its own side of a tie and of what is not a tie") {
  struct Case {
    const char* number;
    const char* half_even;
    const char* half_up;
    const char* half_down;
    const char* down;
    const char* up;
    const char* ceiling;
    const char* floor;
    const char* exact;
  };
  const char* const refused = "ROUNDING_REMAINDER";
  const Case cases[] = {
      {"2.5", "2", "3", "2", "2", "3", "3", "2", refused},
      {"3.5", "4", "4", "3", "3", "4", "4", "3", refused},
      {"-2.5", "-2", "-3", "-2", "-2", "-3", "-2", "-3", refused},
      {"-3.5", "-4", "-4", "-3", "-3", "-4", "-3", "-4", refused},
      {"2.4", "2", "2", "2", "2", "3", "3", "2", refused},
      {"-2.6", "-3", "-3", "-3", "-2", "-3", "-2", "-3", refused},
      {"0.5", "0", "1", "0", "0", "1", "1", "0", refused},
      {"-0.5", "0", "-1", "0", "0", "-1", "0", "-1", refused},
      {"2.500000000000000001", "3", "3", "3", "2", "3", "3", "2", refused},
      {"-2.499999999999999999", "-2", "-2", "-2", "-2", "-3", "-2", "-3", refused},
      {"7.000", "7", "7", "7", "7", "7", "7", "7", "7"},
      {"-0.000000000000000001", "0", "0", "0", "0", "-1", "0", "-1", refused},
  };
  for (const Case& c : cases) {
    CAPTURE(c.number);
    const Decimal number = Dec(c.number);
    CHECK(Outcome(number.ToScale(0, Rounding::kHalfEven)) == c.half_even);
    CHECK(Outcome(number.ToScale(0, Rounding::kHalfUp)) == c.half_up);
    CHECK(Outcome(number.ToScale(0, Rounding::kHalfDown)) == c.half_down);
    CHECK(Outcome(number.ToScale(0, Rounding::kDown)) == c.down);
    CHECK(Outcome(number.ToScale(0, Rounding::kUp)) == c.up);
    CHECK(Outcome(number.ToScale(0, Rounding::kCeiling)) == c.ceiling);
    CHECK(Outcome(number.ToScale(0, Rounding::kFloor)) == c.floor);
    CHECK(Outcome(number.ToScale(0, Rounding::kExact)) == c.exact);
    // The same quotient reached by a division and by Exact.
    CHECK(Outcome(number.DividedBy(Dec("1.0"), 0, Rounding::kHalfEven)) == c.half_even);
    CHECK(Outcome(number.DividedBy(Dec("-1"), 0, Rounding::kFloor)) ==
          Outcome(number.Negated().ToScale(0, Rounding::kFloor)));
    CHECK(Outcome(Exact(number).ToDecimal(0, Rounding::kHalfUp)) == c.half_up);
  }
}

TEST_CASE("a change of scale is refused where the digits or the scale end") {
  const Decimal nines = Dec(kNines);
  CHECK(Outcome(Dec("1.5").ToScale(4, Rounding::kExact)) == "1.5000");
  CHECK(Outcome(nines.ToScale(1, Rounding::kDown)) == "DECIMAL_OVERFLOW");
  CHECK(Outcome(Dec(kNines.substr(0, 20) + ".9").ToScale(18, Rounding::kDown)) ==
        kNines.substr(0, 20) + ".900000000000000000");
  CHECK(Outcome(Dec(kNines.substr(0, 37) + ".5").ToScale(0, Rounding::kUp)) ==
        "1" + std::string(37, '0'));
  CHECK(Outcome(Dec("0").ToScale(19, Rounding::kDown)) == "INVALID_SCALE");
  CHECK(Outcome(Dec("0").ToScale(-1, Rounding::kDown)) == "INVALID_SCALE");
  // numeric(5, 2)
  CHECK(Outcome(Dec("999.994").ToScale(2, Rounding::kHalfUp, 5)) == "999.99");
  CHECK(Outcome(Dec("999.995").ToScale(2, Rounding::kHalfUp, 5)) == "DECIMAL_OVERFLOW");
  const auto refused = Dec("999.995").ToScale(2, Rounding::kHalfUp, 5);
  CHECK(refused.error().message ==
        "The number does not fit 5 digits with at most 18 after the point.");
}

TEST_CASE("a quotient is rounded once to the scale that is asked for") {
  struct Case {
    std::string a, b;
    int scale;
    Rounding rounding;
    std::string outcome;
  };
  const std::string unit = "0.000000000000000001";
  const Case cases[] = {
      {"1", "3", 18, Rounding::kHalfEven, "0.333333333333333333"},
      {"-2", "3", 4, Rounding::kHalfUp, "-0.6667"},
      {"1", "8", 3, Rounding::kExact, "0.125"},
      {"1", "8", 2, Rounding::kExact, "ROUNDING_REMAINDER"},
      {"1", "8", 2, Rounding::kHalfEven, "0.12"},
      {"187430.00", "31", 2, Rounding::kHalfUp, "6046.13"},
      {"0", "-7", 2, Rounding::kUp, "0.00"},
      {kNines, kNines, 18, Rounding::kExact, "1.000000000000000000"},
      {unit, kNines, 18, Rounding::kUp, unit},
      {unit, kNines, 0, Rounding::kCeiling, "1"},
      {kNines, unit, 0, Rounding::kDown, "DECIMAL_OVERFLOW"},
      {kNines, unit, 18, Rounding::kDown, "DECIMAL_OVERFLOW"},  // 74 digits in between
      {"1" + std::string(19, '0'), unit, 0, Rounding::kExact, "1" + std::string(37, '0')},
      {"1", "0", 2, Rounding::kDown, "DIVISION_BY_ZERO"},
      {"0", "0.00", 2, Rounding::kDown, "DIVISION_BY_ZERO"},
      {"1", "0", 19, Rounding::kDown, "INVALID_SCALE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CHECK(Outcome(Dec(c.a).DividedBy(Dec(c.b), c.scale, c.rounding)) == c.outcome);
  }
}

TEST_CASE("decimals compare as numbers, whatever their scales") {
  const std::string ascending[] = {
      "-" + kNines, "-1.5", "-1.49", "-0.000000000000000001", "0.00", "0.000000000000000001", "0.5",
      "1.49",       "1.5",  kNines};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      CAPTURE(ascending[i]);
      CAPTURE(ascending[j]);
      CHECK((Dec(ascending[i]) <=> Dec(ascending[j])) == (i <=> j));
      CHECK((Exact(Dec(ascending[i])) <=> Exact(Dec(ascending[j]))) == (i <=> j));
    }
  }
  CHECK(Dec("1.0") == Dec("1.000000000000000000"));
  CHECK(Dec("-1.0") != Dec("1.0"));
  CHECK(Dec("-1.50").Abs().ToString() == "1.50");
  CHECK(Dec("1.50").Negated().ToString() == "-1.50");
  CHECK(Decimal().Negated().ToString() == "0");
}

TEST_CASE("a rounding is named in rules and read back") {
  const char* const names[] = {"HALF_EVEN", "HALF_UP", "HALF_DOWN", "DOWN",
                               "UP",        "CEILING", "FLOOR",     "EXACT"};
  for (const char* name : names) {
    CAPTURE(name);
    const auto rounding = ParseRounding(name);
    REQUIRE(rounding.has_value());
    CHECK(RoundingName(*rounding) == name);
  }
  for (const char* name : {"", "half_up", "HALF_UP ", "05UP", "HALF"}) {
    CAPTURE(name);
    CHECK_FALSE(ParseRounding(name).has_value());
  }
}

}  // namespace
}  // namespace tirek
