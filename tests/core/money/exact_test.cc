#include "core/money/exact.h"

#include <limits>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/base/assert.h"
#include "tests/core/money/support.h"

namespace tirek {
namespace {

static_assert(!std::is_constructible_v<Exact, double> && !std::is_constructible_v<Exact, float>);

TEST_CASE("an exact number prints as a decimal when its decimals end, else as a fraction") {
  struct Case {
    Exact number;
    const char* text;
  };
  const Case cases[] = {
      {Exact(), "0"},
      {Exact(-31), "-31"},
      {Exact(1200), "1200"},
      {Exact(15, 30), "0.5"},
      {Exact(-3, 24), "-0.125"},
      {Exact(3, -24), "-0.125"},
      {Exact(1, 3), "1/3"},
      {Exact(-14, 6), "-7/3"},
      {Exact(0, -7), "0"},
      {Exact(7) * Ex("9831.07") * Ex("0.5"), "34408.745"},
      {Ex("1.2000"), "1.2"},
      {Ex("187430.00") * Exact(7, 31), "1312010/31"},
      {Exact(1, 1024), "0.0009765625"},
      {Exact::FromMoney(Kzt("-1250.40")), "-1250.4"},
      {Exact::FromMoney(Money::FromMinor(5, Currency::FromCode("JPY").value())), "5"},
      {Exact(std::numeric_limits<std::int64_t>::min(), -1), "9223372036854775808"},
  };
  for (const Case& c : cases) CHECK(c.number.ToString() == c.text);
}

TEST_CASE("exact arithmetic loses nothing") {
  const Exact third(1, 3);
  CHECK(third + third + third == Exact(1));
  CHECK(third - Exact(1, 2) == Exact(-1, 6));
  CHECK(-third == Exact(1, -3));
  CHECK((Exact(5).DividedBy(Exact(7)).value() * Exact(7)).ToString() == "5");
  CHECK(Exact(1, 3) < Exact(334, 1000));
  CHECK(Exact(-1, 3) < Exact());
  CHECK(Exact(-2).sign() == -1);
  CHECK(Exact().sign() == 0);
  CHECK(third.sign() == 1);
  const auto refused = third.DividedBy(Exact());
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().reason == "DIVISION_BY_ZERO");
  // Far beyond 128 bits, and back.
  Exact power(1);
  for (int i = 0; i < 200; ++i) power = power * Exact(10);
  CHECK(power.ToString() == "1" + std::string(200, '0'));
  CHECK(Outcome(power.ToDecimal(0, Rounding::kDown)) == "DECIMAL_OVERFLOW");
  CHECK(Outcome(Exact(1).DividedBy(power)->ToDecimal(18, Rounding::kUp)) == "0.000000000000000001");
}

TEST_CASE("an exact number moved from is zero, not broken") {
  Exact number(5);
  const Exact taken = std::move(number);
  CHECK(taken == Exact(5));
  CHECK(number == Exact());  // NOLINT(bugprone-use-after-move): what it promises
}

TEST_CASE("an exact number becomes a decimal by one rounding") {
  CHECK(Outcome(Exact(2, 3).ToDecimal(4, Rounding::kHalfUp)) == "0.6667");
  CHECK(Outcome(Exact(-2, 3).ToDecimal(0, Rounding::kFloor)) == "-1");
  CHECK(Outcome(Exact(1, 8).ToDecimal(3, Rounding::kExact)) == "0.125");
  CHECK(Outcome(Exact(1, 8).ToDecimal(2, Rounding::kExact)) == "ROUNDING_REMAINDER");
  CHECK(Outcome(Exact(1, 8).ToDecimal(19, Rounding::kExact)) == "INVALID_SCALE");
  CHECK(Outcome(Exact(1, 8).ToDecimal(-1, Rounding::kExact)) == "INVALID_SCALE");
}

TEST_CASE("a fraction over zero is our mistake") {
  SetAssertHandler(
      [](const char* condition, const char*, int) { throw std::logic_error(condition); });
  CHECK_THROWS_AS(Exact(1, 0), std::logic_error);
  SetAssertHandler(nullptr);
}

TEST_CASE("equal fractions are equal numbers and print alike") {
  CHECK(rc::check("n/d = kn/kd", [] {
    const auto n = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000);
    const auto d = *rc::gen::nonZero<std::int16_t>();
    const auto k = *rc::gen::nonZero<std::int16_t>();
    const Exact one(n, d);
    const Exact other(n * k, std::int64_t{d} * k);
    RC_ASSERT(one == other);
    RC_ASSERT(one.ToString() == other.ToString());
    RC_ASSERT((one <=> other) == std::strong_ordering::equal);
  }));
}

}  // namespace
}  // namespace tirek
