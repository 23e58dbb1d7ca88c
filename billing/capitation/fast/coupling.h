// Which placements must be judged together: the rest can be computed one by one.
#pragma once

#include <cstdint>
#include <vector>

#include "billing/capitation/fast/columns.h"
#include "billing/capitation/fast/kernel.h"
#include "billing/capitation/fast/regime.h"

namespace tirek::capitation::fast {

// True for placements of which another one may take a day: those of a person whose placements have
// a date in common that could be paid only once, and all at a place with more persons on some date
// than it has room for. It may say true where the judgement finds nothing; never false where it
// finds something. What is true is closed: no placement outside of it bears on one inside.
std::vector<bool> CoupledPlacements(const MonthColumns& columns, const CompiledMonth& compiled);

// The coupled placements in two closed sets, each in the order of the columns.
struct CoupledSets {
  std::vector<std::uint32_t> for_kernel;
  // Something of them does not fit the kernel, or of one that bears on them.
  std::vector<std::uint32_t> for_reference;
};

CoupledSets SplitCoupled(const MonthColumns& columns, const std::vector<bool>& coupled,
                         const Kernel& kernel);

}  // namespace tirek::capitation::fast
