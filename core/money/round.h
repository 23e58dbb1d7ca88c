// The only door from Exact to Money. One line of a claim passes it once.
#pragma once

#include "core/base/result.h"
#include "core/money/currency.h"
#include "core/money/exact.h"
#include "core/money/money.h"
#include "core/money/rounding.h"

namespace tirek {

// `major_units` to the currency's decimals. AMOUNT_OVERFLOW, ROUNDING_REMAINDER.
Result<Money> Round(const Exact& major_units, Currency currency, Rounding rounding);

}  // namespace tirek
