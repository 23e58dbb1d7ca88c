// The worked examples of the field (domain.md, section 9): the right path and the wrong one.
#include "core/money/round.h"

#include <limits>
#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/core/money/support.h"

namespace tirek {
namespace {

std::string HalfUp(const Exact& value) { return Outcome(Round(value, kTenge, Rounding::kHalfUp)); }
std::string HalfEven(const Exact& value) {
  return Outcome(Round(value, kTenge, Rounding::kHalfEven));
}

// A step that rounds where it must not.
Exact RoundedTooEarly(const Exact& value) {
  return Exact::FromMoney(Round(value, kTenge, Rounding::kHalfUp).value());
}

TEST_CASE("E1: coefficients multiply exactly and the tariff is rounded once") {
  Exact tariff = Ex("4850.00");
  Exact rounded_each_time = tariff;
  for (const char* coefficient : {"1.10", "1.25", "1.05", "1.30", "1.08"}) {
    tariff = tariff * Ex(coefficient);
    rounded_each_time = RoundedTooEarly(rounded_each_time * Ex(coefficient));
  }
  CHECK(tariff.ToString() == "9831.07125");
  CHECK(HalfUp(tariff) == "9831.07 KZT");
  CHECK(HalfUp(rounded_each_time) == "9831.08 KZT");  // the wrong path differs

  const Exact tie = Ex("1000.10") * Ex("1.05");
  CHECK(HalfUp(tie) == "1050.11 KZT");
  CHECK(HalfEven(tie) == "1050.10 KZT");
}

TEST_CASE("E4: two providers share a monthly norm to the tiyn") {
  const Exact norm = Ex("187430.00");
  CHECK(HalfUp(norm * Exact(15, 31)) == "90691.94 KZT");
  CHECK(HalfUp(norm * Exact(16, 31)) == "96738.06 KZT");
  CHECK(Outcome(Kzt("90691.94").Plus(Kzt("96738.06"))) == "187430.00 KZT");
  CHECK(HalfUp(RoundedTooEarly(norm * Exact(1, 31)) * Exact(15)) == "90691.95 KZT");  // forbidden
  CHECK(HalfUp(norm * Exact(13, 28)) == "87021.07 KZT");
  CHECK(HalfUp(norm * Exact(15, 28)) == "100408.93 KZT");
  CHECK(HalfUp(norm * Exact(15, 30)) == "93715.00 KZT");  // another rule, another amount
}

TEST_CASE("E5: half-paid leave meets a tie, which only half-up on the line gets right") {
  const Exact tariff = Ex("9831.07");
  const Exact leave = Exact(7) * tariff * Ex("0.5");
  CHECK(HalfUp(Exact(18) * tariff) == "176959.26 KZT");
  CHECK(leave.ToString() == "34408.745");
  CHECK(HalfUp(leave) == "34408.75 KZT");
  CHECK(HalfEven(leave) == "34408.74 KZT");
  CHECK(HalfUp(Exact(7) * RoundedTooEarly(tariff * Ex("0.5"))) == "34408.78 KZT");  // forbidden
  CHECK(Outcome(Kzt("176959.26").Plus(Kzt("34408.75"))) == "211368.01 KZT");
}

TEST_CASE("E23: an invoice is the sum of its rounded lines") {
  const Exact line = Ex("187430.00") * Exact(7, 31);
  CHECK(HalfUp(line) == "42322.90 KZT");
  const Money rounded = Round(line, kTenge, Rounding::kHalfUp).value();
  CHECK(Outcome(rounded.Plus(rounded)->Plus(rounded)) == "126968.70 KZT");
  CHECK(HalfUp(line * Exact(3)) == "126968.71 KZT");  // rounding only the total differs
}

TEST_CASE("the last door refuses what is no amount") {
  const Currency yen = Currency::FromCode("JPY").value();
  CHECK(Outcome(Round(Ex("0.005"), kTenge, Rounding::kExact)) == "ROUNDING_REMAINDER");
  CHECK(Outcome(Round(Ex("0.01"), kTenge, Rounding::kExact)) == "0.01 KZT");
  CHECK(Outcome(Round(Ex("2.5"), yen, Rounding::kHalfDown)) == "2 JPY");
  CHECK(Outcome(Round(Ex("92233720368547758.07"), kTenge, Rounding::kExact)) ==
        "92233720368547758.07 KZT");
  CHECK(Outcome(Round(Ex("92233720368547758.075"), kTenge, Rounding::kHalfUp)) ==
        "AMOUNT_OVERFLOW");
  CHECK(Outcome(Round(Ex("92233720368547758.075"), kTenge, Rounding::kDown)) ==
        "92233720368547758.07 KZT");
  CHECK(Outcome(Round(Ex("-92233720368547758.08"), kTenge, Rounding::kExact)) ==
        "-92233720368547758.08 KZT");
  CHECK(Outcome(Round(Ex("-92233720368547758.081"), kTenge, Rounding::kFloor)) ==
        "AMOUNT_OVERFLOW");
}

TEST_CASE("money becomes exact and money again unchanged") {
  CHECK(rc::check("Round(FromMoney(m)) = m in every rounding", [] {
    const Money money = Money::FromMinor(*rc::gen::arbitrary<std::int64_t>(), kTenge);
    for (const Rounding rounding : {Rounding::kExact, Rounding::kUp, Rounding::kHalfEven}) {
      const Result<Money> again = Round(Exact::FromMoney(money), kTenge, rounding);
      RC_ASSERT(again.has_value());
      RC_ASSERT(*again == money);
    }
  }));
}

}  // namespace
}  // namespace tirek
