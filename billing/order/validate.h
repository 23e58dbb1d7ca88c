// Judges a state social order as data: every fault at once, each at its field.
#pragma once

#include <vector>

#include "billing/order/order.h"
#include "core/base/error.h"

namespace tirek::order {

// Empty when the order can be put in force. Fields are paths such as "tariffs[3].rate".
std::vector<Violation> Validate(const StateSocialOrder& order);

}  // namespace tirek::order
