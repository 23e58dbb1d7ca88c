// Sums in checked 128-bit integers against exact rationals.
#include "billing/capitation/fast/price.h"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/money/round.h"

namespace tirek::capitation::fast {
namespace {

Rounding RandomRounding() {
  return *rc::gen::element(Rounding::kHalfEven, Rounding::kHalfUp, Rounding::kHalfDown,
                           Rounding::kDown, Rounding::kUp, Rounding::kCeiling, Rounding::kFloor,
                           Rounding::kExact);
}

// Anything from one digit to beyond 64 bits, of few or many decimals.
Decimal RandomDecimal(int digits, int most_scale) {
  std::string text;
  for (int i = *rc::gen::inRange(1, digits + 1); i > 0; --i) {
    text += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  }
  Int128 coefficient = 0;
  for (const char digit : text) coefficient = coefficient * 10 + (digit - '0');
  return *Decimal::FromCoefficient(coefficient, *rc::gen::inRange(0, most_scale + 1));
}

TEST_CASE("a sum is the exact product rounded once, or is left to the reference") {
  CHECK(rc::check("AmountOf = Round(quantity × rate × share)", [] {
    const Decimal rate = RandomDecimal(24, 12);
    const Decimal share = *rc::gen::element(*Decimal::Parse("1"), *Decimal::Parse("0.35"),
                                            *Decimal::Parse("0.333333"));
    const auto hundredths = *rc::gen::inRange<std::int64_t>(0, 100'000);
    const Rounding rounding = RandomRounding();
    const auto price = PriceOf(Exact(rate), share, 1, kTenge);
    RC_PRE(price.has_value());
    const auto amount = AmountOf(hundredths, *price, rounding);
    const auto expected =
        Round(Exact(hundredths, kWholeUnit) * Exact(rate) * Exact(share), kTenge, rounding);
    if (amount) RC_ASSERT(expected.has_value() && expected->minor() == *amount);
    // Whatever fits 64 bits is the kernel's own work.
    if (expected && rate.coefficient() < 1'000'000'000'000) RC_ASSERT(amount.has_value());
  }));
}

TEST_CASE("ties go where the order sends them") {
  struct Case {
    const char* rate;
    Rounding rounding;
    std::int64_t minor;
  };
  constexpr Case kCases[] = {
      {"0.005", Rounding::kHalfEven, 0},  {"0.015", Rounding::kHalfEven, 2},
      {"0.005", Rounding::kHalfUp, 1},    {"0.005", Rounding::kHalfDown, 0},
      {"0.0051", Rounding::kHalfDown, 1}, {"0.001", Rounding::kUp, 1},
      {"0.001", Rounding::kCeiling, 1},   {"0.009", Rounding::kDown, 0},
      {"0.009", Rounding::kFloor, 0},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.rate);
    CAPTURE(RoundingName(c.rounding));
    const auto price = PriceOf(Exact(*Decimal::Parse(c.rate)), Decimal::FromInteger(1), 1, kTenge);
    REQUIRE(price);
    CHECK(AmountOf(kWholeUnit, *price, c.rounding) == c.minor);
  }
}

TEST_CASE("what does not fit is absent and never wrong") {
  const Decimal one = Decimal::FromInteger(1);
  CHECK(!PriceOf(Exact(1, 3), one, 1, kTenge));  // does not end
  CHECK(!PriceOf(Exact(-1), one, 1, kTenge));
  const Exact most = Exact::FromMoney(Money::FromMinor(INT64_MAX, kTenge));
  const auto price = PriceOf(most, one, 1, kTenge);
  REQUIRE(price);
  CHECK(AmountOf(kWholeUnit, *price, Rounding::kHalfUp) == INT64_MAX);
  CHECK(!AmountOf(kWholeUnit + 1, *price, Rounding::kHalfUp));
  CHECK(!AmountOf(INT64_MAX, *price, Rounding::kHalfUp));
  CHECK(!InHundredths(*Decimal::Parse("0.001")));
  CHECK(InHundredths(*Decimal::Parse("7.5")) == 750);
  CHECK(!InHundredths(*Decimal::Parse("92233720368547758.08")));
}

}  // namespace
}  // namespace tirek::capitation::fast
