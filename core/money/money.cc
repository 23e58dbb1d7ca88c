#include "core/money/money.h"

#include <cstddef>

#include "core/money/decimal_text.h"

namespace tirek {
namespace {

Error InvalidAmount(Currency currency) {
  const std::string digits = std::to_string(currency.minor_digits());
  return Error{ErrorKind::kInvalid,
               "INVALID_AMOUNT",
               "An amount in " + std::string(currency.code()) + " is expected with at most " +
                   digits + " digits after the point.",
               {{"currency", std::string(currency.code())}, {"minor_digits", digits}},
               {}};
}

Error CurrencyMismatch(Currency left, Currency right) {
  return Error{ErrorKind::kInvalid,
               "CURRENCY_MISMATCH",
               "Amounts in " + std::string(left.code()) + " and " + std::string(right.code()) +
                   " cannot be added or subtracted.",
               {{"left", std::string(left.code())}, {"right", std::string(right.code())}},
               {}};
}

// Appends a digit below zero, where int64 reaches one further than above. False when it overflows.
bool AppendNegative(std::int64_t& minor, char digit) {
  return !__builtin_mul_overflow(minor, 10, &minor) &&
         !__builtin_sub_overflow(minor, digit - '0', &minor);
}

std::string Magnitude(std::int64_t minor) {
  const auto bits = static_cast<std::uint64_t>(minor);
  return std::to_string(minor < 0 ? -bits : bits);
}

}  // namespace

Error AmountOverflow(Currency currency) {
  return Error{ErrorKind::kInvalid,
               "AMOUNT_OVERFLOW",
               "The amount in " + std::string(currency.code()) + " is too large to be money.",
               {{"currency", std::string(currency.code())}},
               {}};
}

Result<Money> Money::Parse(std::string_view text, Currency currency) {
  const auto read = ReadDecimalText(text);
  const auto decimals = static_cast<std::size_t>(currency.minor_digits());
  if (!read || read->fraction.size() > decimals) return InvalidAmount(currency);
  std::string digits(read->whole);
  digits += read->fraction;
  digits.append(decimals - read->fraction.size(), '0');
  std::int64_t minor = 0;
  for (const char digit : digits) {
    if (!AppendNegative(minor, digit)) return AmountOverflow(currency);
  }
  const Money below_zero(minor, currency);
  return read->negative ? Result<Money>(below_zero) : below_zero.Negated();
}

std::string Money::AmountText() const {
  const auto decimals = static_cast<std::size_t>(currency_.minor_digits());
  std::string digits = Magnitude(minor_);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return is_negative() ? "-" + digits : digits;
}

std::string Money::ToString() const { return AmountText() + " " + std::string(currency_.code()); }

Result<Money> Money::Plus(Money other) const {
  if (currency_ != other.currency_) return CurrencyMismatch(currency_, other.currency_);
  std::int64_t sum = 0;
  if (__builtin_add_overflow(minor_, other.minor_, &sum)) return AmountOverflow(currency_);
  return Money(sum, currency_);
}

Result<Money> Money::Minus(Money other) const {
  if (currency_ != other.currency_) return CurrencyMismatch(currency_, other.currency_);
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(minor_, other.minor_, &difference)) return AmountOverflow(currency_);
  return Money(difference, currency_);
}

Result<Money> Money::Negated() const { return Money(0, currency_).Minus(*this); }

std::string ForPeople(Money money) {
  std::string text = money.ToString();
  const std::size_t first = money.is_negative() ? 1 : 0;
  for (std::size_t at = text.find_first_of(". "); at > first + 3;) {
    at -= 3;
    text.insert(at, " ");
  }
  return text;
}

}  // namespace tirek
