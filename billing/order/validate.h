// Judges a state social order as data: every fault at once, each at its field.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/base/error.h"

namespace tirek::order {

// Empty when the order can be put in force. Fields are paths such as "tariffs[3].rate".
//
// `unread` are the fields that a reader had to leave at their defaults. They are not judged, and a
// row with one is not compared with others, so that one fault is not told twice.
std::vector<Violation> Validate(const StateSocialOrder& order,
                                const std::set<std::string>& unread = {});

}  // namespace tirek::order
