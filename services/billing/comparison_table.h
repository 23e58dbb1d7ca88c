// Two computations of a month as rows: lines that differ, or sums by provider or territory.
#pragma once

#include <map>
#include <span>
#include <string>

#include "billing/capitation/line.h"
#include "core/base/result.h"
#include "services/billing/comparison.h"

namespace tirek::billing {

// Both in their order; `territories` by placement. AMOUNT_OVERFLOW, CURRENCY_MISMATCH.
Result<Comparison> Compare(std::span<const capitation::Line> before,
                           std::span<const capitation::Line> after,
                           const std::map<std::string, std::string>& territories,
                           const RowsWanted& rows);

}  // namespace tirek::billing
