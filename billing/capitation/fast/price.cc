#include "billing/capitation/fast/price.h"

#include <limits>
#include <numeric>

#include "core/base/assert.h"

namespace tirek::capitation::fast {
namespace {

using Unsigned128 = unsigned __int128;

constexpr std::uint64_t kMost64 = std::numeric_limits<std::uint64_t>::max();
constexpr Int128 kMostAmount = std::numeric_limits<std::int64_t>::max();

Int128 GreatestCommonDivisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Int128 PowerOfTen(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Whether what is left of a division moves the quotient up; nothing here is negative.
template <typename Unsigned>
bool MovesUp(Rounding rounding, Unsigned rest, Unsigned divisor, bool odd) {
  const Unsigned missing = divisor - rest;
  switch (rounding) {
    case Rounding::kHalfEven:
      return rest > missing || (rest == missing && odd);
    case Rounding::kHalfUp:
      return rest >= missing;
    case Rounding::kHalfDown:
      return rest > missing;
    case Rounding::kUp:
    case Rounding::kCeiling:
      return true;
    case Rounding::kDown:
    case Rounding::kFloor:
    case Rounding::kExact:
      return false;
  }
  AssertFailed("every rounding has a rule", __FILE__, __LINE__);
}

// The divisor is not zero.
template <typename Unsigned>
std::optional<std::int64_t> RoundedQuotient(Unsigned dividend, Unsigned divisor,
                                            Rounding rounding) {
  Unsigned quotient = dividend / divisor;
  const Unsigned rest = dividend - quotient * divisor;
  if (rest != 0) {
    if (rounding == Rounding::kExact) return {};
    // Added, not branched on: which way a line rounds is a coin's toss, and no CPU guesses it.
    quotient += static_cast<Unsigned>(MovesUp(rounding, rest, divisor, quotient % 2 == 1));
  }
  if (quotient > static_cast<Unsigned>(kMostAmount)) return {};
  return static_cast<std::int64_t>(quotient);
}

}  // namespace

std::optional<std::int64_t> InHundredths(const Decimal& quantity) {
  const auto scaled = quantity.ToScale(kQuantityScale, Rounding::kExact);
  if (!scaled || scaled->is_negative() || scaled->coefficient() > kMostAmount) return {};
  return static_cast<std::int64_t>(scaled->coefficient());
}

std::optional<Price> PriceOf(const Exact& rate, const Decimal& share, int parts,
                             Currency currency) {
  TIREK_ASSERT(parts > 0);
  const Exact minor_units =
      rate * Exact(share) * Exact(static_cast<std::int64_t>(PowerOfTen(currency.minor_digits())));
  const auto decimal = minor_units.ToDecimal(Decimal::kMaxScale, Rounding::kExact);
  if (!decimal || decimal->is_negative()) return {};
  const auto reduced = [&decimal](Int128 divisor) {
    const Int128 common = GreatestCommonDivisor(decimal->coefficient(), divisor);
    return std::pair(decimal->coefficient() / common, divisor / common);
  };
  Price price;
  const Int128 unit = PowerOfTen(Decimal::kMaxScale) * parts;
  std::tie(price.whole_numerator, price.whole_divisor) = reduced(unit);
  std::tie(price.numerator, price.divisor) = reduced(unit * kWholeUnit);
  return price;
}

std::optional<std::int64_t> AmountOf(std::int64_t hundredths, const Price& price,
                                     Rounding rounding) {
  TIREK_ASSERT(hundredths >= 0);
  const std::int64_t wholes = hundredths / kWholeUnit;
  const bool whole = wholes * kWholeUnit == hundredths;
  const std::int64_t quantity = whole ? wholes : hundredths;
  const Int128 numerator = whole ? price.whole_numerator : price.numerator;
  Int128 product = 0;
  if (numerator <= kMostAmount) {
    // Two numbers below 2^63 have a product below 2^126.
    product = Int128{quantity} * static_cast<std::int64_t>(numerator);
  } else if (__builtin_mul_overflow(Int128{quantity}, numerator, &product)) {
    return {};
  }
  const auto dividend = static_cast<Unsigned128>(product);
  const auto divisor = static_cast<Unsigned128>(whole ? price.whole_divisor : price.divisor);
  if (dividend <= kMost64 && divisor <= kMost64) {
    // The machine divides 64 bits by itself, several times faster.
    return RoundedQuotient(static_cast<std::uint64_t>(dividend),
                           static_cast<std::uint64_t>(divisor), rounding);
  }
  return RoundedQuotient(dividend, divisor, rounding);
}

}  // namespace tirek::capitation::fast
