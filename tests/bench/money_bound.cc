// A rate times a quantity, rounded to tiyn: Decimal against the same on plain __int128.
//
// What Decimal adds is that it checks: overflow of 38 digits, scales, the rounding asked for.
#include <stdexcept>

#include "core/money/decimal.h"
#include "tests/bench/bound.h"

namespace tirek::bench {
namespace {

constexpr int kTimes = 2'000'000;
constexpr std::int64_t kRate = 5'433'750;  // 5433.750

// Half to even from five decimals to two; both factors are positive.
__int128 RoundPlainly(__int128 product) {
  constexpr int kUnit = 1000;
  __int128 quotient = product / kUnit;
  const auto twice = static_cast<int>(product % kUnit) * 2;
  if (twice > kUnit || (twice == kUnit && quotient % 2 == 1)) ++quotient;
  return quotient;
}

std::int64_t SumPlainly() {
  __int128 sum = 0;
  for (int i = 1; i <= kTimes; ++i) {
    // The compiler must not know the product beforehand.
    volatile std::int64_t quantity = i;
    sum += RoundPlainly(static_cast<__int128>(kRate) * quantity);
  }
  return static_cast<std::int64_t>(sum);
}

template <typename T>
T Need(Result<T> result) {
  if (!result) throw std::runtime_error(Describe(result.error()));
  return std::move(result).value();
}

std::int64_t SumInDecimal() {
  const Decimal rate = Need(Decimal::Parse("5433.750"));
  const Decimal hundredth = Need(Decimal::Parse("0.01"));
  __int128 sum = 0;
  for (int i = 1; i <= kTimes; ++i) {
    const Decimal quantity = Need(Decimal::FromInteger(i).Times(hundredth));
    sum += Need(Need(rate.Times(quantity)).ToScale(2, Rounding::kHalfEven)).coefficient();
  }
  return static_cast<std::int64_t>(sum);
}

Measurement Measure() {
  std::int64_t plain = 0;
  std::int64_t exact = 0;
  const double plain_time = Seconds([&] { plain = SumPlainly(); });
  const double exact_time = Seconds([&] { exact = SumInDecimal(); });
  if (plain != exact) throw std::runtime_error("the two do not come to the same sum");
  return {SecondsText(exact_time) + " against " + SecondsText(plain_time) + " for " +
              std::to_string(kTimes) + " products",
          exact_time / plain_time};
}

}  // namespace

Bound MoneyBound() {
  return {"money", "2,000,000 products rounded to tiyn, Decimal : plain __int128", 20, Measure};
}

}  // namespace tirek::bench
