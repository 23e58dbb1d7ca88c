// The reference engine of capitation: a month of facts to priced lines, day by day, in exact
// rationals. It is written to be obvious; anything faster is proven against it.
#pragma once

#include <vector>

#include "billing/capitation/facts.h"
#include "billing/capitation/line.h"
#include "core/base/result.h"

namespace tirek::capitation {

// Each attendance row, and each day that enrolment adds, lands in exactly one line, payable or
// denied; a row that a cap cuts lands in several by its parts. The lines are ordered by provider,
// contract, placement and first day (of a row that is cut the paid part first), and do not depend
// on the order of the facts.
// Fails on facts that contradict themselves (all violations at once) and on sums that do not fit.
Result<std::vector<Line>> ComputeMonth(const MonthFacts& facts);

}  // namespace tirek::capitation
