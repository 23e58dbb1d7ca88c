// A decimal number for rates, coefficients and shares: exact, checked, with a scale of its own.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/money/rounding.h"

namespace tirek {

using Int128 = __int128;

// coefficient × 10^-scale.
//
// Invariants: the coefficient has at most 38 digits and the scale lies in 0..18, as in a column
// numeric(38, scale). Arithmetic is exact or refused; intermediates have 256 bits and never wrap.
// The scale is kept (1.20 prints "1.20") but does not count in comparisons (1.2 == 1.20).
class Decimal {
 public:
  static constexpr int kMaxDigits = 38;
  static constexpr int kMaxScale = 18;

  constexpr Decimal() = default;  // zero of scale 0

  // The strict wire form, one spelling a value and scale: "-12.50", "0.5", "0". INVALID_DECIMAL for
  // any other form, DECIMAL_OVERFLOW for a number in the right form with too many digits.
  static Result<Decimal> Parse(std::string_view text);
  static Decimal FromInteger(std::int64_t value) { return Decimal(value, 0); }
  // INVALID_SCALE, DECIMAL_OVERFLOW.
  static Result<Decimal> FromCoefficient(Int128 coefficient, int scale);

  Int128 coefficient() const { return coefficient_; }
  int scale() const { return scale_; }
  bool is_zero() const { return coefficient_ == 0; }
  bool is_negative() const { return coefficient_ < 0; }

  // The wire form: Parse(ToString()) gives the same coefficient and scale.
  std::string ToString() const;

  // Exact, in the larger scale (Plus, Minus) or the sum of scales (Times). A result too long for
  // that scale loses trailing zeros until it fits; DECIMAL_OVERFLOW only when the value fits no
  // scale.
  Result<Decimal> Plus(const Decimal& other) const;
  Result<Decimal> Minus(const Decimal& other) const;
  Result<Decimal> Times(const Decimal& other) const;
  // The quotient rounded once to `scale`. DIVISION_BY_ZERO, INVALID_SCALE, DECIMAL_OVERFLOW,
  // ROUNDING_REMAINDER.
  Result<Decimal> DividedBy(const Decimal& divisor, int scale, Rounding rounding) const;
  // The number at `scale`, rounded once where digits go. DECIMAL_OVERFLOW when it would have more
  // than `max_digits` digits, as numeric(max_digits, scale) refuses; INVALID_SCALE,
  // ROUNDING_REMAINDER.
  Result<Decimal> ToScale(int scale, Rounding rounding, int max_digits = kMaxDigits) const;
  Decimal Negated() const { return Decimal(-coefficient_, scale_); }
  Decimal Abs() const { return is_negative() ? Negated() : *this; }

  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  constexpr Decimal(Int128 coefficient, int scale) : coefficient_(coefficient), scale_(scale) {}

  Int128 coefficient_ = 0;
  int scale_ = 0;
};

}  // namespace tirek
