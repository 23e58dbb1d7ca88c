// A line's sum in checked 128-bit integers.
#pragma once

#include <cstdint>
#include <optional>

#include "core/money/currency.h"
#include "core/money/decimal.h"
#include "core/money/exact.h"
#include "core/money/rounding.h"

namespace tirek::capitation::fast {

// Quantities are counted in hundredths of a unit, as the register keeps them.
inline constexpr int kQuantityScale = 2;
inline constexpr std::int64_t kWholeUnit = 100;

// A quantity in hundredths; absent for one that has more decimals or does not fit.
std::optional<std::int64_t> InHundredths(const Decimal& quantity);

// Minor units for a hundredth of a unit, in lowest terms: numerator / divisor, neither negative.
struct Price {
  Int128 numerator = 0;
  Int128 divisor = 1;
  // For whole units the same with 100 taken out of it, so that most lines need no division.
  Int128 whole_numerator = 0;
  Int128 whole_divisor = 1;
};

// The price of a unit at `rate` (major units) of which `share` is paid, where `parts` units (the
// days of a month) come to the rate; absent when rate × share does not end within 18 decimals or
// does not fit: the reference engine has no such limits.
std::optional<Price> PriceOf(const Exact& rate, const Decimal& share, int parts, Currency currency);

// Absent on overflow, and on a remainder under Rounding::kExact: the reference engine then says
// what is wrong.
std::optional<std::int64_t> AmountOf(std::int64_t hundredths, const Price& price,
                                     Rounding rounding);

}  // namespace tirek::capitation::fast
