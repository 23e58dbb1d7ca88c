// What others than the budget pay of a line: the person and the pension.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "billing/capitation/priced_line.h"
#include "core/base/result.h"

namespace tirek::capitation {

enum class MonthSum { kGuarantee, kFee, kPension };

// What was paid in the month under one kind of rule: of a person, under an order, in a service or,
// when it is empty, in all that have no rule of their own.
using PaidInMonth = std::map<std::tuple<std::string, std::string, MonthSum, std::string>, Money>;

// Takes the guaranteed amount, the fees and the pension, in this order, out of what the budget
// pays of a payable line, and counts them in `paid`. What they ask of the person is known.
Result<void> TakeFromOtherPayers(PricedLine& priced, PaidInMonth& paid);

}  // namespace tirek::capitation
