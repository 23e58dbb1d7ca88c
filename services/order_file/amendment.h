// What an amendment of an order says otherwise of the days before it takes effect.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/calendar/civil_date.h"
#include "tirek/contracts/v1/order.pb.h"

namespace tirek::order {

// Both orders are sound (FromProto). Their rows are compared as far as they lie before `date`: a
// row with a code by its fields, one without by the whole. What has no date of its own may differ
// only when `date` is the order's start; code, title, act, currency, method and payer never.
// CHANGED_BEFORE_EFFECTIVE_DATE at the paths of `amended`, each with what was in force.
std::vector<Violation> ChangesBefore(const contracts::v1::Order& in_force,
                                     const contracts::v1::Order& amended, CivilDate date);

// Whether they say the same, wherever their rows stand in the file and whatever default they spell
// out.
bool SaysTheSame(const contracts::v1::Order& left, const contracts::v1::Order& right);

}  // namespace tirek::order
