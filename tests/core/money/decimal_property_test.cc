// Laws of Decimal, each against rationals of Boost that know nothing of its code.
#include <cstdint>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/money/decimal.h"
#include "tests/core/money/support.h"

namespace tirek {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

// Any decimal, as text so that RapidCheck can show and shrink it: few digits and many, all scales.
rc::Gen<std::string> DecimalText() {
  return rc::gen::exec([] {
    const int length = *rc::gen::elementOf(std::vector<int>{1, 3, 6, 19, 20, 37, 38});
    const auto digits = *rc::gen::container<std::vector<int>>(
        static_cast<std::size_t>(length),
        rc::gen::weightedOneOf<int>(
            {{3, rc::gen::inRange(0, 10)}, {1, rc::gen::just(0)}, {1, rc::gen::just(9)}}));
    Int128 coefficient = 0;
    for (const int digit : digits) coefficient = coefficient * 10 + digit;
    if (*rc::gen::arbitrary<bool>()) coefficient = -coefficient;
    const int scale = *rc::gen::inRange(0, Decimal::kMaxScale + 1);
    return Decimal::FromCoefficient(coefficient, scale).value().ToString();
  });
}

Decimal AnyDecimal() { return Dec(*DecimalText()); }

rc::Gen<Rounding> AnyRounding() {
  return rc::gen::element(Rounding::kHalfEven, Rounding::kHalfUp, Rounding::kHalfDown,
                          Rounding::kDown, Rounding::kUp, Rounding::kCeiling, Rounding::kFloor);
}

cpp_int FloorOf(const cpp_rational& value) {
  const cpp_int n = numerator(value);
  const cpp_int d = denominator(value);
  cpp_int quotient = n / d;
  if (n % d != 0 && n < 0) --quotient;
  return quotient;
}

// The definition of each rounding as a textbook gives it: choose between floor and ceiling.
cpp_int Rounded(const cpp_rational& value, Rounding rounding) {
  cpp_int below = FloorOf(value);
  if (cpp_rational(below) == value) return below;
  cpp_int above = below + 1;
  cpp_int towards_zero = value < 0 ? above : below;
  cpp_int from_zero = value < 0 ? below : above;
  if (rounding == Rounding::kFloor) return below;
  if (rounding == Rounding::kCeiling) return above;
  if (rounding == Rounding::kDown) return towards_zero;
  if (rounding == Rounding::kUp) return from_zero;
  const cpp_rational to_below = value - cpp_rational(below);
  const cpp_rational to_above = cpp_rational(above) - value;
  if (to_below != to_above) return to_below < to_above ? below : above;
  if (rounding == Rounding::kHalfUp) return from_zero;
  if (rounding == Rounding::kHalfDown) return towards_zero;
  return below % 2 == 0 ? below : above;
}

cpp_int Ten(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

bool FitsDigits(const cpp_int& coefficient) { return abs(coefficient) < Ten(Decimal::kMaxDigits); }

// Whether some scale of 0..18 holds the value in 38 digits: tried one by one.
bool FitsSomeScale(const cpp_rational& value) {
  for (int scale = 0; scale <= Decimal::kMaxScale; ++scale) {
    const cpp_rational shifted = value * Ten(scale);
    if (denominator(shifted) == 1 && FitsDigits(numerator(shifted))) return true;
  }
  return false;
}

// `result` is `value`, or an overflow that is right.
bool IsExactlyOrOverflows(const Result<Decimal>& result, const cpp_rational& value) {
  if (result) return Rational(*result) == value;
  return result.error().reason == "DECIMAL_OVERFLOW" && !FitsSomeScale(value);
}

// `result` is `value` rounded to `scale`, or an overflow that is right.
bool IsRounded(const Result<Decimal>& result, const cpp_rational& value, int scale,
               Rounding rounding) {
  const cpp_int expected = Rounded(value * Ten(scale), rounding);
  if (!result) return result.error().reason == "DECIMAL_OVERFLOW" && !FitsDigits(expected);
  return result->scale() == scale && Rational(*result) == cpp_rational(expected, Ten(scale));
}

TEST_CASE("reading and printing a decimal are inverse") {
  CHECK(rc::check("Parse(ToString()) keeps coefficient and scale", [] {
    const Decimal decimal = AnyDecimal();
    const Result<Decimal> again = Decimal::Parse(decimal.ToString());
    RC_ASSERT(again.has_value());
    RC_ASSERT(again->coefficient() == decimal.coefficient());
    RC_ASSERT(again->scale() == decimal.scale());
  }));
  CHECK(rc::check("whatever Parse accepts it prints back", [] {
    const auto text = *rc::gen::container<std::string>(rc::gen::element('0', '1', '9', '.', '-'));
    const Result<Decimal> decimal = Decimal::Parse(text);
    if (decimal) RC_ASSERT(decimal->ToString() == text);
  }));
}

TEST_CASE("addition and multiplication are exact or overflow for a reason") {
  CHECK(rc::check("a + b and a - b", [] {
    const Decimal a = AnyDecimal();
    const Decimal b = AnyDecimal();
    RC_ASSERT(IsExactlyOrOverflows(a.Plus(b), Rational(a) + Rational(b)));
    RC_ASSERT(IsExactlyOrOverflows(a.Minus(b), Rational(a) - Rational(b)));
    RC_ASSERT(Outcome(a.Plus(b)) == Outcome(b.Plus(a)));
  }));
  CHECK(rc::check("a × b", [] {
    const Decimal a = AnyDecimal();
    const Decimal b = AnyDecimal();
    RC_ASSERT(IsExactlyOrOverflows(a.Times(b), Rational(a) * Rational(b)));
    RC_ASSERT(Outcome(a.Times(b)) == Outcome(b.Times(a)));
  }));
  CHECK(rc::check("(a + b) + c is a + (b + c) where both exist", [] {
    const Decimal a = AnyDecimal();
    const Decimal b = AnyDecimal();
    const Decimal c = AnyDecimal();
    const auto left = a.Plus(b);
    const auto right = b.Plus(c);
    if (!left || !right) return;
    const auto left_sum = left->Plus(c);
    const auto right_sum = a.Plus(*right);
    RC_ASSERT(left_sum.has_value() == right_sum.has_value());
    if (left_sum) RC_ASSERT(*left_sum == *right_sum);
  }));
}

TEST_CASE("every rounding is what its definition says") {
  CHECK(rc::check("ToScale", [] {
    const Decimal number = AnyDecimal();
    const int scale = *rc::gen::inRange(0, Decimal::kMaxScale + 1);
    const Rounding rounding = *AnyRounding();
    RC_ASSERT(IsRounded(number.ToScale(scale, rounding), Rational(number), scale, rounding));
  }));
  CHECK(rc::check("DividedBy", [] {
    const Decimal a = AnyDecimal();
    const Decimal b = AnyDecimal();
    if (b.is_zero()) return;
    const int scale = *rc::gen::inRange(0, Decimal::kMaxScale + 1);
    const Rounding rounding = *AnyRounding();
    RC_ASSERT(
        IsRounded(a.DividedBy(b, scale, rounding), Rational(a) / Rational(b), scale, rounding));
  }));
  CHECK(rc::check("ties, which chance seldom meets", [] {
    const auto odd = *rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000) * 2 + 1;
    const int scale = *rc::gen::inRange(0, Decimal::kMaxScale);
    const Rounding rounding = *AnyRounding();
    const Decimal tie = Decimal::FromCoefficient(Int128{odd} * 5, scale + 1).value();
    RC_ASSERT(IsRounded(tie.ToScale(scale, rounding), Rational(tie), scale, rounding));
  }));
  CHECK(rc::check("the halves stay within half a unit, the others within one", [] {
    const Decimal number = AnyDecimal();
    const int scale = *rc::gen::inRange(0, Decimal::kMaxScale + 1);
    const Rounding rounding = *AnyRounding();
    const auto rounded = number.ToScale(scale, rounding);
    if (!rounded) return;
    const cpp_rational units = abs(Rational(*rounded) - Rational(number)) * Ten(scale);
    const bool half = rounding == Rounding::kHalfEven || rounding == Rounding::kHalfUp ||
                      rounding == Rounding::kHalfDown;
    RC_ASSERT((half ? units <= cpp_rational(1, 2) : units < 1));
  }));
  CHECK(rc::check("kExact succeeds just where nothing is lost", [] {
    const Decimal number = AnyDecimal();
    const int scale = *rc::gen::inRange(0, Decimal::kMaxScale + 1);
    const auto exact = number.ToScale(scale, Rounding::kExact);
    const auto down = number.ToScale(scale, Rounding::kDown);
    if (exact) RC_ASSERT(*exact == number);
    if (!exact && down) RC_ASSERT(*down != number);
  }));
}

TEST_CASE("Exact and Decimal agree") {
  CHECK(rc::check("arithmetic, order and rounding", [] {
    const Decimal a = AnyDecimal();
    const Decimal b = AnyDecimal();
    const int scale = *rc::gen::inRange(0, Decimal::kMaxScale + 1);
    const Rounding rounding = *AnyRounding();
    RC_ASSERT((a <=> b) == (Exact(a) <=> Exact(b)));
    RC_ASSERT((a <=> b) == (Rational(a).compare(Rational(b)) <=> 0));
    if (const auto sum = a.Plus(b)) RC_ASSERT(Exact(*sum) == Exact(a) + Exact(b));
    if (const auto difference = a.Minus(b)) RC_ASSERT(Exact(*difference) == Exact(a) - Exact(b));
    if (const auto product = a.Times(b)) RC_ASSERT(Exact(*product) == Exact(a) * Exact(b));
    RC_ASSERT(Outcome(a.ToScale(scale, rounding)) == Outcome(Exact(a).ToDecimal(scale, rounding)));
    if (b.is_zero()) return;
    RC_ASSERT(Outcome(a.DividedBy(b, scale, rounding)) ==
              Outcome(Exact(a).DividedBy(Exact(b))->ToDecimal(scale, rounding)));
  }));
}

}  // namespace
}  // namespace tirek
