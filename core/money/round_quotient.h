// The one division with rounding, for the .cc files of this folder: Decimal runs it on 256 bits,
// Exact and Round on unlimited integers.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include "core/base/assert.h"
#include "core/base/result.h"
#include "core/money/rounding.h"

namespace tirek {

// Twice 10^38 times 10^38 fits 256 bits, so no intermediate of Decimal wraps; checked, so that a
// mistake here throws instead of wrapping.
using Wide = boost::multiprecision::checked_int256_t;
using BigInteger = boost::multiprecision::cpp_int;

template <typename Integer>
Integer PowerOfTen(int exponent) {
  TIREK_ASSERT(exponent >= 0);
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

// Whether a truncated quotient must move one away from zero. `half` tells the remainder from half
// a unit: negative, zero (a tie) or positive. There is a remainder.
inline bool MovesFromZero(Rounding rounding, bool negative, int half, bool odd) {
  switch (rounding) {
    case Rounding::kHalfEven:
      return half > 0 || (half == 0 && odd);
    case Rounding::kHalfUp:
      return half >= 0;
    case Rounding::kHalfDown:
      return half > 0;
    case Rounding::kUp:
      return true;
    case Rounding::kCeiling:
      return !negative;
    case Rounding::kFloor:
      return negative;
    case Rounding::kDown:
    case Rounding::kExact:
      return false;
  }
  TIREK_ASSERT(!"a rounding outside the enum");
}

// numerator / denominator as an integer. The denominator is not zero.
template <typename Integer>
Result<Integer> RoundQuotient(const Integer& numerator, const Integer& denominator,
                              Rounding rounding) {
  Integer quotient;
  Integer remainder;
  boost::multiprecision::divide_qr(numerator, denominator, quotient, remainder);
  if (remainder == 0) return quotient;
  if (rounding == Rounding::kExact) return RoundingRemainder();
  const bool negative = (numerator < 0) != (denominator < 0);
  const Integer doubled = abs(remainder) * 2;
  const int half = doubled.compare(Integer(abs(denominator)));
  const bool odd = quotient % 2 != 0;
  if (MovesFromZero(rounding, negative, half, odd)) quotient += negative ? -1 : 1;
  return quotient;
}

}  // namespace tirek
