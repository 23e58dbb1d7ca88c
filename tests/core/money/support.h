// Short ways for the tests of this folder to write numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

#include "core/money/decimal.h"
#include "core/money/exact.h"
#include "core/money/money.h"

namespace tirek {

inline Decimal Dec(std::string_view text) { return Decimal::Parse(text).value(); }
inline Money Kzt(std::string_view text) { return Money::Parse(text, kTenge).value(); }
inline Exact Ex(std::string_view text) { return Exact(Dec(text)); }

// What came out, as a row of a table writes it: the number or the reason of the refusal.
template <typename T>
std::string Outcome(const Result<T>& result) {
  return result ? result->ToString() : result.error().reason;
}

// A rational beside ours, built from what a number prints.
inline boost::multiprecision::cpp_rational Rational(const Decimal& decimal) {
  using boost::multiprecision::cpp_int;
  std::string text = decimal.ToString();
  cpp_int denominator = 1;
  if (const auto point = text.find('.'); point != std::string::npos) {
    denominator = pow(cpp_int(10), static_cast<unsigned>(text.size() - point - 1));
    text.erase(point, 1);
  }
  const bool negative = text.front() == '-';
  if (negative) text.erase(0, 1);
  text.erase(0, text.find_first_not_of('0'));  // cpp_int reads a leading zero as octal
  const cpp_int magnitude = text.empty() ? cpp_int(0) : cpp_int(text);
  return {negative ? cpp_int(-magnitude) : magnitude, denominator};
}

}  // namespace tirek
