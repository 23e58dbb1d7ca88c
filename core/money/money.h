// Money that may move: a whole number of minor units of one currency.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/money/currency.h"

namespace tirek {

// Invariants: the amount fits int64 and arithmetic never wraps; two currencies never meet in one
// operation. A rate or a share is not Money: see Exact, which becomes Money only through Round.
class Money {
 public:
  static constexpr Money FromMinor(std::int64_t minor, Currency currency) {
    return Money(minor, currency);
  }
  // "1250.40" in major units, in the strict form of Decimal, with at most the currency's decimals.
  // INVALID_AMOUNT, AMOUNT_OVERFLOW.
  static Result<Money> Parse(std::string_view text, Currency currency);

  constexpr std::int64_t minor() const { return minor_; }
  constexpr Currency currency() const { return currency_; }
  constexpr bool is_zero() const { return minor_ == 0; }
  constexpr bool is_negative() const { return minor_ < 0; }

  std::string AmountText() const;  // "1250.40", what Parse reads
  std::string ToString() const;    // "1250.40 KZT"

  Result<Money> Plus(Money other) const;   // CURRENCY_MISMATCH, AMOUNT_OVERFLOW
  Result<Money> Minus(Money other) const;  // CURRENCY_MISMATCH, AMOUNT_OVERFLOW
  Result<Money> Negated() const;           // AMOUNT_OVERFLOW for the lowest amount only

  friend constexpr bool operator==(const Money&, const Money&) = default;

 private:
  constexpr Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}

  std::int64_t minor_;
  Currency currency_;
};

// "-1 434 510.00 KZT": as people read it, groups of three separated by an ordinary space.
std::string ForPeople(Money money);

// The refusal of an amount beyond int64 minor units.
Error AmountOverflow(Currency currency);

}  // namespace tirek
