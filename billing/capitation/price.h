// The price of a stretch of days treated alike, with each step of the way to it.
#pragma once

#include "billing/capitation/line.h"
#include "billing/capitation/rate.h"
#include "core/base/result.h"

namespace tirek::capitation {

// Its line, of which the budget pays the whole price so far.
// AMOUNT_OVERFLOW, DECIMAL_OVERFLOW, and ROUNDING_REMAINDER where the order's policy is EXACT.
Result<Line> PriceStretch(const Stretch& stretch);

}  // namespace tirek::capitation
