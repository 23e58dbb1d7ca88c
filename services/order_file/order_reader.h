// Reads an order's proto field by field, and remembers what could not be read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/base/error.h"
#include "core/base/field_check.h"
#include "tirek/contracts/v1/order.pb.h"

namespace tirek::order {

// What was read; a field with a fault keeps its default.
struct OrderReading {
  StateSocialOrder order;
  std::vector<Violation> faults;
};

OrderReading ReadOrder(const contracts::v1::Order& proto);

}  // namespace tirek::order
