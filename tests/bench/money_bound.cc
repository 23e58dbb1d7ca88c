// A rate times a quantity, rounded to tiyn: Decimal against the same on plain __int128.
//
// What Decimal adds is that it checks: overflow of 38 digits, scales, the rounding asked for.
#include <array>
#include <stdexcept>

#include "core/money/decimal.h"
#include "tests/bench/bound.h"

namespace tirek::bench {
namespace {

// 1.5 times the most that was measured: 32.5 on 2 busy cores.
constexpr double kMost = 49;
constexpr int kTimes = 2'000'000;
constexpr std::int64_t kRate = 5'433'755;  // 5433.755

constexpr std::array<std::int64_t, 4> kPowersOfTen = {1, 10, 100, 1000};

// Half to even by so many decimals less; the value is positive.
__int128 RoundPlainly(__int128 value, std::size_t decimals) {
  const std::int64_t unit = kPowersOfTen[decimals];
  __int128 quotient = value / unit;
  const __int128 twice = value % unit * 2;
  if (twice > unit || (twice == unit && quotient % 2 == 1)) ++quotient;
  return quotient;
}

std::int64_t SumPlainly() {
  // Known at run time only, as a tariff's scale is: otherwise the compiler would not divide.
  volatile std::size_t decimals = 1;
  __int128 sum = 0;
  for (int i = 1; i <= kTimes; ++i) {
    sum += RoundPlainly(static_cast<__int128>(kRate) * i, decimals);
  }
  return static_cast<std::int64_t>(sum);
}

template <typename T>
T Need(Result<T> result) {
  if (!result) throw std::runtime_error(Describe(result.error()));
  return std::move(result).value();
}

std::int64_t SumInDecimal() {
  const Decimal rate = Need(Decimal::Parse("5433.755"));
  __int128 sum = 0;
  for (int i = 1; i <= kTimes; ++i) {
    const Decimal product = Need(rate.Times(Decimal::FromInteger(i)));
    sum += Need(product.ToScale(2, Rounding::kHalfEven)).coefficient();
  }
  return static_cast<std::int64_t>(sum);
}

Measurement Measure() {
  std::int64_t plain = 0;
  std::int64_t exact = 0;
  const auto [exact_time, plain_time] = BestOf(
      5, [&] { exact = SumInDecimal(); }, [&] { plain = SumPlainly(); });
  if (plain != exact) throw std::runtime_error("the two do not come to the same sum");
  return {SecondsText(exact_time) + " against " + SecondsText(plain_time) + " for " +
              std::to_string(kTimes) + " products",
          exact_time / plain_time};
}

}  // namespace

Bound MoneyBound() {
  return {"money", "2,000,000 products rounded to tiyn, Decimal : plain __int128", kMost, Measure};
}

}  // namespace tirek::bench
