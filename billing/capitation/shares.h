// Who pays the price of each line of a month: the person, the pension, the budgets.
#pragma once

#include <span>

#include "billing/capitation/priced_line.h"
#include "core/base/result.h"

namespace tirek::capitation {

// Takes the payable lines of a month, in which the budget pays the whole price, through the steps
// of their payers; before them, lines whose steps ask for an income or a pension that is not known
// or not clear are denied: their days were served, and keep what they claimed of places and limits.
// The steps, in this order:
//
// 1. The guaranteed amount: the budget pays at most that of each unit, or of the month.
// 2. A fee by price: the budget pays at most its share of the price.
// 3. A fee by income, of a month: the person pays it, as far as the budget would pay.
// 4. The centre's part of the pension, of a month: likewise out of what the budget would pay.
// 5. Quality: a share of what the budget pays is withheld; the month's factor releases of it.
// 6. The budgets share what is left, by largest remainder, ties to the one named first.
//
// Each is rounded once by the order's policy. Sums of a month are those of a person under one order
// (a guaranteed amount in one service; a fee and a pension in the services of their rule), in all
// placements; a person's earliest lines come first, by first day and then in the order of `lines`.
// Where one rule follows another within the month, what was paid under the first counts under the
// second.
//
// AMOUNT_OVERFLOW, ROUNDING_REMAINDER.
Result<void> DividePrices(std::span<PricedLine> lines);

}  // namespace tirek::capitation
