// A rational number of unlimited size: what lies between inputs and the one rounding of a line.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/money/decimal.h"
#include "core/money/money.h"
#include "core/money/rounding.h"

namespace tirek {

// Invariant: in lowest terms, so equal numbers are equal values and print alike. Nothing is ever
// rounded on the way; the doors out are Round (to Money) and ToDecimal.
class Exact {
 public:
  struct Rational;  // of Boost, in rational.h: kept out of here for the sake of compile time

  Exact() = default;          // zero
  Exact(std::int64_t value);  // NOLINT: days and counts read as they are written
  template <std::floating_point Float>
  Exact(Float) = delete;
  Exact(std::int64_t numerator, std::int64_t denominator);  // the denominator is not zero
  explicit Exact(const Decimal& decimal);
  explicit Exact(Rational rational);
  static Exact FromMoney(Money money);  // in major units: 1250.40 for "1250.40 KZT"

  int sign() const;  // -1, 0, 1
  const Rational& rational() const;

  Exact operator-() const;
  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  friend bool operator==(const Exact& a, const Exact& b);
  friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);
  Result<Exact> DividedBy(const Exact& divisor) const;  // DIVISION_BY_ZERO

  // Rounded once to `scale`. INVALID_SCALE, ROUNDING_REMAINDER, DECIMAL_OVERFLOW.
  Result<Decimal> ToDecimal(int scale, Rounding rounding) const;

  // "34408.745" when the decimals end, otherwise "131010/31".
  std::string ToString() const;

 private:
  std::shared_ptr<const Rational> rational_;  // never changed once made; null is zero
};

}  // namespace tirek
