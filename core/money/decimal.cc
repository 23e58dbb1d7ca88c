#include "core/money/decimal.h"

#include <algorithm>
#include <cstddef>

#include "core/money/decimal_errors.h"
#include "core/money/decimal_text.h"
#include "core/money/round_quotient.h"

namespace tirek {
namespace {

Int128 NarrowPowerOfTen(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

bool HasAtMostDigits(const Wide& coefficient, int digits) {
  return abs(coefficient) < PowerOfTen<Wide>(digits);
}

bool IsScale(int scale) { return scale >= 0 && scale <= Decimal::kMaxScale; }

// The coefficient of `decimal` written with `scale` decimals, which are not fewer than it has.
Wide AtScale(const Decimal& decimal, int scale) {
  return Wide(decimal.coefficient()) * PowerOfTen<Wide>(scale - decimal.scale());
}

// An exact result as a Decimal: trailing zeros go while it is too long.
Result<Decimal> Fitted(Wide coefficient, int scale) {
  while (scale > Decimal::kMaxScale || !HasAtMostDigits(coefficient, Decimal::kMaxDigits)) {
    if (scale == 0 || coefficient % 10 != 0) return DecimalOverflow(Decimal::kMaxDigits);
    coefficient /= 10;
    --scale;
  }
  return Decimal::FromCoefficient(static_cast<Int128>(coefficient), scale);
}

Error InvalidDecimal() {
  return Error{
      ErrorKind::kInvalid,
      "INVALID_DECIMAL",
      "A decimal number is expected in the form -12.50: digits, and after a point at least "
      "one more.",
      {},
      {}};
}

}  // namespace

Result<Decimal> Decimal::Parse(std::string_view text) {
  const auto read = ReadDecimalText(text);
  if (!read) return InvalidDecimal();
  if (read->fraction.size() > kMaxScale) return DecimalOverflow(kMaxDigits);
  if (read->whole.size() > kMaxDigits) return DecimalOverflow(kMaxDigits);
  Wide coefficient = 0;
  for (const char digit : read->whole) coefficient = coefficient * 10 + (digit - '0');
  for (const char digit : read->fraction) coefficient = coefficient * 10 + (digit - '0');
  if (!HasAtMostDigits(coefficient, kMaxDigits)) return DecimalOverflow(kMaxDigits);
  if (read->negative) coefficient = -coefficient;
  return Decimal(static_cast<Int128>(coefficient), static_cast<int>(read->fraction.size()));
}

Result<Decimal> Decimal::FromCoefficient(Int128 coefficient, int scale) {
  if (!IsScale(scale)) return InvalidScale(scale);
  const Int128 limit = NarrowPowerOfTen(kMaxDigits);
  if (coefficient <= -limit || coefficient >= limit) return DecimalOverflow(kMaxDigits);
  return Decimal(coefficient, scale);
}

std::string Decimal::ToString() const {
  std::string text;
  Int128 rest = is_negative() ? -coefficient_ : coefficient_;
  for (int digits = 0; rest != 0 || digits <= scale_; ++digits) {
    if (digits == scale_ && scale_ > 0) text += '.';
    text += static_cast<char>('0' + static_cast<int>(rest % 10));
    rest /= 10;
  }
  if (is_negative()) text += '-';
  std::reverse(text.begin(), text.end());
  return text;
}

Result<Decimal> Decimal::Plus(const Decimal& other) const {
  const int scale = std::max(scale_, other.scale_);
  return Fitted(AtScale(*this, scale) + AtScale(other, scale), scale);
}

Result<Decimal> Decimal::Minus(const Decimal& other) const { return Plus(other.Negated()); }

Result<Decimal> Decimal::Times(const Decimal& other) const {
  return Fitted(Wide(coefficient_) * Wide(other.coefficient_), scale_ + other.scale_);
}

Result<Decimal> Decimal::DividedBy(const Decimal& divisor, int scale, Rounding rounding) const {
  if (!IsScale(scale)) return InvalidScale(scale);
  if (divisor.is_zero()) return DivisionByZero();
  const int shift = scale + divisor.scale_ - scale_;
  Wide numerator = coefficient_;
  Wide denominator = divisor.coefficient_;
  (shift >= 0 ? numerator : denominator) *= PowerOfTen<Wide>(std::abs(shift));
  TIREK_ASSIGN_OR_RETURN(const Wide quotient, RoundQuotient(numerator, denominator, rounding));
  if (!HasAtMostDigits(quotient, kMaxDigits)) return DecimalOverflow(kMaxDigits);
  return Decimal(static_cast<Int128>(quotient), scale);
}

Result<Decimal> Decimal::ToScale(int scale, Rounding rounding, int max_digits) const {
  if (!IsScale(scale)) return InvalidScale(scale);
  TIREK_ASSERT(max_digits >= 1 && max_digits <= kMaxDigits);
  Wide coefficient = coefficient_;
  if (scale >= scale_) {
    coefficient = AtScale(*this, scale);
  } else {
    TIREK_ASSIGN_OR_RETURN(coefficient,
                           RoundQuotient(coefficient, PowerOfTen<Wide>(scale_ - scale), rounding));
  }
  if (!HasAtMostDigits(coefficient, max_digits)) return DecimalOverflow(max_digits);
  return Decimal(static_cast<Int128>(coefficient), scale);
}

// Whole parts first, then the fractions at the largest scale: both truncate towards zero, so both
// carry the sign and nothing is wider than 128 bits.
std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const auto compare = [](Int128 x, Int128 y) {
    if (x == y) return std::strong_ordering::equal;
    return x < y ? std::strong_ordering::less : std::strong_ordering::greater;
  };
  const Int128 unit_a = NarrowPowerOfTen(a.scale_);
  const Int128 unit_b = NarrowPowerOfTen(b.scale_);
  const auto whole = compare(a.coefficient_ / unit_a, b.coefficient_ / unit_b);
  if (whole != 0) return whole;
  return compare(a.coefficient_ % unit_a * NarrowPowerOfTen(Decimal::kMaxScale - a.scale_),
                 b.coefficient_ % unit_b * NarrowPowerOfTen(Decimal::kMaxScale - b.scale_));
}

}  // namespace tirek
