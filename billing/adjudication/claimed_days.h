// The lines of a claim as person-days, in the order in which a contract accepts them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "billing/capitation/line.h"
#include "billing/order/rules.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::adjudication {

struct ClaimedDay {
  std::size_t line = 0;  // its index among the lines
  CivilDate date;
  Decimal quantity;
  Money amount;  // 0 of a denied line
};

// The days of a line add to its amount.
Result<std::vector<ClaimedDay>> ClaimedDays(std::span<const capitation::Line> lines,
                                            order::CutOrder cut_order);

}  // namespace tirek::adjudication
