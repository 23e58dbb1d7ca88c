#include "core/money/money.h"

#include <cstdint>
#include <fstream>
#include <limits>
#include <string>
#include <type_traits>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/money/currency.h"
#include "tests/core/money/support.h"

namespace tirek {
namespace {

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

Currency Known(std::string_view code) { return Currency::FromCode(code).value(); }

static_assert(std::is_trivially_copyable_v<Currency>);
static_assert(std::is_trivially_copyable_v<Money>);
static_assert(kTenge.code() == "KZT" && kTenge.minor_digits() == 2);

TEST_CASE("a currency is found by its code with its decimals") {
  struct Case {
    const char* code;
    int minor_digits;
  };
  const Case cases[] = {{"KZT", 2}, {"RUB", 2}, {"USD", 2}, {"JPY", 0}, {"BIF", 0}, {"XPF", 0},
                        {"KWD", 3}, {"TND", 3}, {"CLF", 4}, {"UYW", 4}, {"AED", 2}, {"ZWL", 2}};
  for (const Case& c : cases) {
    CAPTURE(c.code);
    const Result<Currency> currency = Currency::FromCode(c.code);
    REQUIRE(currency.has_value());
    CHECK(currency->code() == c.code);
    CHECK(currency->minor_digits() == c.minor_digits);
  }
  CHECK(Known("KZT") == kTenge);
  CHECK_FALSE(Known("RUB") == kTenge);
}

TEST_CASE("what is no currency code is refused") {
  // XAU and XXX stand in ISO 4217 without minor units: nothing can be counted in them.
  for (const char* code : {"", "K", "KZ", "kzt", "KZTT", " KZT", "KZT ", "ZT ", "T R", "XAU", "XXX",
                           "XTS", "ABC", "\u041aZT", "398", "   "}) {
    CAPTURE(code);
    const Result<Currency> currency = Currency::FromCode(code);
    REQUIRE_FALSE(currency.has_value());
    CHECK(currency.error().reason == "UNKNOWN_CURRENCY");
  }
}

TEST_CASE("the currency table agrees with the published list") {
  std::ifstream list("../shared/fixtures/ref-currency/iso4217.csv");
  if (!list) {
    MESSAGE("skipped: ../shared/fixtures is not here");
    return;
  }
  std::string line;
  std::getline(list, line);
  REQUIRE(line == "code,numeric,minor_unit,name");
  int rows = 0;
  for (; std::getline(list, line); ++rows) {
    CAPTURE(line);
    const Result<Currency> currency = Currency::FromCode(line.substr(0, 3));
    const std::string digits = line.substr(8, line.find(',', 8) - 8);
    CHECK((currency ? std::to_string(currency->minor_digits()) : "N.A.") == digits);
  }
  CHECK(rows > 50);
}

TEST_CASE("an amount is read strictly, with no more decimals than its currency has") {
  struct Case {
    const char* text;
    const char* currency;
    const char* outcome;
  };
  const Case cases[] = {
      {"1250.40", "KZT", "1250.40 KZT"},
      {"1250.4", "KZT", "1250.40 KZT"},
      {"1250", "KZT", "1250.00 KZT"},
      {"-0.05", "KZT", "-0.05 KZT"},
      {"0", "KZT", "0.00 KZT"},
      {"500", "JPY", "500 JPY"},
      {"-500", "JPY", "-500 JPY"},
      {"0.5", "KWD", "0.500 KWD"},
      {"0.0001", "CLF", "0.0001 CLF"},
      {"92233720368547758.07", "KZT", "92233720368547758.07 KZT"},
      {"-92233720368547758.08", "KZT", "-92233720368547758.08 KZT"},
      {"92233720368547758.08", "KZT", "AMOUNT_OVERFLOW"},
      {"-92233720368547758.09", "KZT", "AMOUNT_OVERFLOW"},
      {"9223372036854775807", "KZT", "AMOUNT_OVERFLOW"},
      {"9223372036854775807", "JPY", "9223372036854775807 JPY"},
      {"99999999999999999999999999999999999999999999999999", "KZT", "AMOUNT_OVERFLOW"},
      {"1250.400", "KZT", "INVALID_AMOUNT"},
      {"1.0", "JPY", "INVALID_AMOUNT"},
      {"0.0000000000000000000000", "KZT", "INVALID_AMOUNT"},
      {"", "KZT", "INVALID_AMOUNT"},
      {"-0.00", "KZT", "INVALID_AMOUNT"},
      {"1 250.40", "KZT", "INVALID_AMOUNT"},
      {"1250,40", "KZT", "INVALID_AMOUNT"},
      {"1250.40 KZT", "KZT", "INVALID_AMOUNT"},
      {"+1", "KZT", "INVALID_AMOUNT"},
      {"01", "KZT", "INVALID_AMOUNT"},
      {"1e2", "KZT", "INVALID_AMOUNT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(Outcome(Money::Parse(c.text, Known(c.currency))) == c.outcome);
  }
  const Error error = Money::Parse("1.234", kTenge).error();
  CHECK(error.message == "An amount in KZT is expected with at most 2 digits after the point.");
  CHECK(error.metadata.at("minor_digits") == "2");
}

TEST_CASE("sums of money never wrap and never mix currencies") {
  const Money lowest = Money::FromMinor(kLowest, kTenge);
  const Money highest = Money::FromMinor(kHighest, kTenge);
  const Money tiyn = Money::FromMinor(1, kTenge);
  const Money cent = Money::FromMinor(1, Known("USD"));
  CHECK(Outcome(Kzt("85685.60").Plus(Kzt("110289.54"))) == "195975.14 KZT");
  CHECK(Outcome(Kzt("75413.25").Minus(Kzt("96500.00"))) == "-21086.75 KZT");
  CHECK(Outcome(highest.Plus(tiyn)) == "AMOUNT_OVERFLOW");
  CHECK(Outcome(lowest.Minus(tiyn)) == "AMOUNT_OVERFLOW");
  CHECK(Outcome(tiyn.Minus(lowest)) == "AMOUNT_OVERFLOW");
  CHECK(Outcome(lowest.Plus(highest)) == "-0.01 KZT");
  CHECK(Outcome(lowest.Negated()) == "AMOUNT_OVERFLOW");
  CHECK(Outcome(highest.Negated()) == "-92233720368547758.07 KZT");
  CHECK(Outcome(tiyn.Plus(cent)) == "CURRENCY_MISMATCH");
  CHECK(Outcome(tiyn.Minus(cent)) == "CURRENCY_MISMATCH");
  CHECK_FALSE(tiyn == cent);
  const Error error = tiyn.Plus(cent).error();
  CHECK(error.metadata.at("left") == "KZT");
  CHECK(error.metadata.at("right") == "USD");
}

TEST_CASE("people read amounts in groups of three") {
  struct Case {
    std::int64_t minor;
    const char* currency;
    const char* text;
  };
  const Case cases[] = {
      {0, "KZT", "0.00 KZT"},
      {-5, "KZT", "-0.05 KZT"},
      {99999, "KZT", "999.99 KZT"},
      {-99999, "KZT", "-999.99 KZT"},
      {100000, "KZT", "1 000.00 KZT"},
      {-100000, "KZT", "-1 000.00 KZT"},
      {143451000, "KZT", "1 434 510.00 KZT"},
      {kLowest, "KZT", "-92 233 720 368 547 758.08 KZT"},
      {999, "JPY", "999 JPY"},
      {-1234567, "JPY", "-1 234 567 JPY"},
      {1234567, "KWD", "1 234.567 KWD"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.minor);
    CHECK(ForPeople(Money::FromMinor(c.minor, Known(c.currency))) == c.text);
  }
}

TEST_CASE("reading and printing money are inverse") {
  CHECK(rc::check("Parse(AmountText()) is the amount", [] {
    const auto minor = *rc::gen::arbitrary<std::int64_t>();
    const auto code = *rc::gen::element<std::string>("KZT", "JPY", "KWD", "CLF");
    const Money money = Money::FromMinor(minor, Known(code));
    const Result<Money> again = Money::Parse(money.AmountText(), money.currency());
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == money);
  }));
}

}  // namespace
}  // namespace tirek
