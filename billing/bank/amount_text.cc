#include "billing/bank/amount_text.h"

#include <cstdint>

#include "core/calendar/digits.h"

namespace tirek::bank {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// False when the next digit does not fit.
bool Append(std::int64_t& minor, int digit) {
  return !__builtin_mul_overflow(minor, 10, &minor) &&
         !__builtin_add_overflow(minor, digit, &minor);
}

}  // namespace

std::optional<Money> ParseBankAmount(std::string_view text, char decimal_sign, Currency currency) {
  std::int64_t minor = 0;
  int decimals = -1;  // none yet; the sign makes it 0
  bool has_digit = false;
  for (const char c : text) {
    if (c == decimal_sign && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (!IsDigit(c)) return {};
    has_digit = true;
    if (decimals >= 0 && ++decimals > currency.minor_digits()) {
      if (c != '0') return {};
      continue;
    }
    if (!Append(minor, c - '0')) return {};
  }
  if (!has_digit) return {};
  for (int i = decimals < 0 ? 0 : decimals; i < currency.minor_digits(); ++i) {
    if (!Append(minor, 0)) return {};
  }
  return Money::FromMinor(minor, currency);
}

std::optional<Money> MoneyOf(const Decimal& amount, Currency currency) {
  if (amount.scale() > currency.minor_digits()) return {};
  Int128 minor = amount.coefficient();
  for (int i = amount.scale(); i < currency.minor_digits(); ++i) {
    if (__builtin_mul_overflow(minor, 10, &minor)) return {};
  }
  if (static_cast<std::int64_t>(minor) != minor) return {};
  return Money::FromMinor(static_cast<std::int64_t>(minor), currency);
}

std::optional<long long> ParseCount(std::string_view text) {
  if (text.empty() || text.size() > 15) return {};
  long long count = 0;
  for (const char c : text) {
    if (!IsDigit(c)) return {};
    count = count * 10 + (c - '0');
  }
  return count;
}

std::optional<CivilDate> ParseIsoDay(std::string_view text) {
  const std::string_view day = text.substr(0, 10);
  const std::string_view rest = text.substr(day.size());
  if (!rest.empty() && rest[0] != 'T' && rest[0] != '+' && rest[0] != '-' && rest[0] != 'Z') {
    return {};
  }
  const Result<CivilDate> date = CivilDate::Parse(day);
  if (!date) return {};
  return *date;
}

std::optional<CivilDate> ParseSwiftDate(std::string_view text) {
  if (text.size() != 6) return {};
  const std::optional<int> year = DigitsValue(text.substr(0, 2));
  const std::optional<int> month = DigitsValue(text.substr(2, 2));
  const std::optional<int> day = DigitsValue(text.substr(4, 2));
  if (!year || !month || !day) return {};
  return CivilDate::FromYmd(*year < 80 ? 2000 + *year : 1900 + *year, *month, *day);
}

}  // namespace tirek::bank
