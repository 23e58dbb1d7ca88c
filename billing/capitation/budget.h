// What the budget pays of a line now, and which budgets.
#pragma once

#include "billing/capitation/priced_line.h"
#include "core/base/result.h"

namespace tirek::capitation {

// Withholds for quality, then divides what is left among the budgets of the order, by largest
// remainder, ties to the one named first.
Result<void> DivideBudget(PricedLine& priced);

}  // namespace tirek::capitation
