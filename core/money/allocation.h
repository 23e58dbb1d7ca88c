// Splitting money so that the parts add to the whole.
#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/money/exact.h"
#include "core/money/money.h"

namespace tirek {

// Shares `total` by `weights`, largest remainder first: each part is its exact share rounded down
// or up to a minor unit, and the units left over go to the largest remainders, ties to the earlier
// index. A negative total is the mirror of the positive one; a weight of zero gets zero.
// INVALID_WEIGHTS unless no weight is negative and at least one is positive.
Result<std::vector<Money>> Allocate(Money total, std::span<const Exact> weights);

}  // namespace tirek
