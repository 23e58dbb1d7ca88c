#include "core/money/round.h"

#include <cstdint>
#include <limits>

#include "core/money/rational.h"
#include "core/money/round_quotient.h"

namespace tirek {

Result<Money> Round(const Exact& major_units, Currency currency, Rounding rounding) {
  using Limits = std::numeric_limits<std::int64_t>;
  const auto& value = major_units.rational().value;
  const BigInteger scaled = numerator(value) * PowerOfTen<BigInteger>(currency.minor_digits());
  TIREK_ASSIGN_OR_RETURN(const BigInteger minor,
                         RoundQuotient(scaled, BigInteger(denominator(value)), rounding));
  if (minor < Limits::min() || minor > Limits::max()) return AmountOverflow(currency);
  return Money::FromMinor(static_cast<std::int64_t>(minor), currency);
}

}  // namespace tirek
