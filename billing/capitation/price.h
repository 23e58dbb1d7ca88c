// The sum of a stretch of days treated alike, with each step of the way to it.
#pragma once

#include <vector>

#include "billing/capitation/judge.h"
#include "billing/capitation/line.h"
#include "core/base/result.h"

namespace tirek::capitation {

// Rows of one placement with one treatment; not empty, ascending by date.
struct Stretch {
  Treatment treatment;
  std::vector<Row> rows;
};

// AMOUNT_OVERFLOW, DECIMAL_OVERFLOW, and ROUNDING_REMAINDER where the order's policy is EXACT.
Result<Line> PriceStretch(const Stretch& stretch);

}  // namespace tirek::capitation
