#include "tests/core/money/scientific.h"

#include <cstdint>
#include <string>

namespace tirek::decimal_cases {
namespace {

// More than any sum of digits and scale, so that what is cut here never fits either.
constexpr int kExponentLimit = 1'000'000'000;

struct Scientific {
  bool negative = false;
  std::string digits;  // without point
  std::int64_t exponent = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool TakeSign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

std::string TakeDigits(std::string_view& text) {
  std::string digits;
  while (!text.empty() && IsDigit(text.front())) {
    digits += text.front();
    text.remove_prefix(1);
  }
  return digits;
}

// What follows the E, cut at ±kExponentLimit.
std::optional<std::int64_t> ReadExponent(std::string_view text) {
  const bool negative = TakeSign(text);
  const std::string digits = TakeDigits(text);
  if (digits.empty() || !text.empty()) return std::nullopt;
  std::int64_t exponent = 0;
  for (const char digit : digits) {
    if (exponent < kExponentLimit) exponent = exponent * 10 + (digit - '0');
  }
  return negative ? -exponent : exponent;
}

std::optional<Scientific> Read(std::string_view text) {
  Scientific read;
  read.negative = TakeSign(text);
  read.digits = TakeDigits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::string fraction = TakeDigits(text);
    read.digits += fraction;
    read.exponent = -static_cast<std::int64_t>(fraction.size());
  }
  if (read.digits.empty()) return std::nullopt;
  if (text.empty()) return read;
  if (text.front() != 'e' && text.front() != 'E') return std::nullopt;
  const auto exponent = ReadExponent(text.substr(1));
  if (!exponent) return std::nullopt;
  read.exponent += *exponent;
  return read;
}

// Brings digits and exponent to what Decimal can hold, if the value allows it.
void Normalise(Scientific& number) {
  number.digits.erase(0, number.digits.find_first_not_of('0'));  // npos: all of them
  if (number.digits.empty()) {
    if (number.exponent > 0) number.exponent = 0;
    if (number.exponent < -Decimal::kMaxScale) number.exponent = -Decimal::kMaxScale;
    return;
  }
  while (number.exponent < 0 && number.digits.back() == '0' &&
         (number.exponent < -Decimal::kMaxScale || number.digits.size() > Decimal::kMaxDigits)) {
    number.digits.pop_back();
    ++number.exponent;
  }
  while (number.exponent > 0 && number.digits.size() <= Decimal::kMaxDigits) {
    number.digits += '0';
    --number.exponent;
  }
}

Error Refused(const char* reason) {
  return Error{ErrorKind::kInvalid, reason, "The operand cannot be read.", {}, {}};
}

}  // namespace

Result<Decimal> ReadScientific(std::string_view text) {
  auto read = Read(text);
  if (!read) return Refused("INVALID_DECIMAL");
  Normalise(*read);
  if (read->digits.size() > Decimal::kMaxDigits || read->exponent > 0 ||
      read->exponent < -Decimal::kMaxScale) {
    return Refused("DECIMAL_OVERFLOW");
  }
  Int128 coefficient = 0;
  for (const char digit : read->digits) coefficient = coefficient * 10 + (digit - '0');
  return Decimal::FromCoefficient(read->negative ? -coefficient : coefficient,
                                  static_cast<int>(-read->exponent));
}

std::optional<int> WrittenExponent(std::string_view text) {
  const auto read = Read(text);
  if (!read || read->exponent > kExponentLimit || read->exponent < -kExponentLimit) {
    return std::nullopt;
  }
  return static_cast<int>(read->exponent);
}

}  // namespace tirek::decimal_cases
