#include "core/money/exact.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/money/decimal_errors.h"
#include "core/money/rational.h"
#include "core/money/round_quotient.h"

namespace tirek {
namespace {

using boost::multiprecision::cpp_rational;

// Takes every factor `prime` out of `number` and counts them.
int TakeFactor(BigInteger& number, int prime) {
  int count = 0;
  while (number % prime == 0) {
    number /= prime;
    ++count;
  }
  return count;
}

std::string WithPoint(const BigInteger& coefficient, int scale) {
  const auto decimals = static_cast<std::size_t>(scale);
  std::string digits = BigInteger(abs(coefficient)).str();
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return coefficient < 0 ? "-" + digits : digits;
}

}  // namespace

Exact::Exact(std::int64_t value) : Exact(Rational{cpp_rational(value)}) {}

Exact::Exact(std::int64_t numerator, std::int64_t denominator) {
  TIREK_ASSERT(denominator != 0);
  rational_ = std::make_shared<const Rational>(
      Rational{cpp_rational(BigInteger(numerator), BigInteger(denominator))});
}

Exact::Exact(const Decimal& decimal)
    : Exact(Rational{cpp_rational(BigInteger(decimal.coefficient()),
                                  PowerOfTen<BigInteger>(decimal.scale()))}) {}

Exact::Exact(Rational rational)
    : rational_(std::make_shared<const Rational>(std::move(rational))) {}

Exact Exact::FromMoney(Money money) {
  return Exact(Rational{cpp_rational(BigInteger(money.minor()),
                                     PowerOfTen<BigInteger>(money.currency().minor_digits()))});
}

const Exact::Rational& Exact::rational() const {
  static const Rational kZero{};
  return rational_ ? *rational_ : kZero;
}

int Exact::sign() const { return rational().value.sign(); }

Exact Exact::operator-() const { return Exact(Rational{-rational().value}); }

Exact operator+(const Exact& a, const Exact& b) {
  return Exact(Exact::Rational{a.rational().value + b.rational().value});
}

Exact operator-(const Exact& a, const Exact& b) {
  return Exact(Exact::Rational{a.rational().value - b.rational().value});
}

Exact operator*(const Exact& a, const Exact& b) {
  return Exact(Exact::Rational{a.rational().value * b.rational().value});
}

bool operator==(const Exact& a, const Exact& b) { return a.rational().value == b.rational().value; }

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  return a.rational().value.compare(b.rational().value) <=> 0;
}

Result<Exact> Exact::DividedBy(const Exact& divisor) const {
  if (divisor.sign() == 0) return DivisionByZero();
  return Exact(Rational{rational().value / divisor.rational().value});
}

Result<Decimal> Exact::ToDecimal(int scale, Rounding rounding) const {
  if (scale < 0 || scale > Decimal::kMaxScale) return InvalidScale(scale);
  const BigInteger scaled = numerator(rational().value) * PowerOfTen<BigInteger>(scale);
  TIREK_ASSIGN_OR_RETURN(const BigInteger coefficient,
                         RoundQuotient(scaled, denominator(rational().value), rounding));
  if (abs(coefficient) >= PowerOfTen<BigInteger>(Decimal::kMaxDigits)) {
    return DecimalOverflow(Decimal::kMaxDigits);
  }
  return Decimal::FromCoefficient(static_cast<Int128>(coefficient), scale);
}

std::string Exact::ToString() const {
  BigInteger rest = denominator(rational().value);
  const int twos = TakeFactor(rest, 2);
  const int fives = TakeFactor(rest, 5);
  if (rest != 1) return rational().value.str();
  const int scale = std::max(twos, fives);
  const cpp_rational shifted = rational().value * PowerOfTen<BigInteger>(scale);
  return WithPoint(numerator(shifted), scale);
}

}  // namespace tirek
