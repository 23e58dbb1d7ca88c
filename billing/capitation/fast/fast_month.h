// A month computed by the fast kernel, with the reference engine where something does not fit. The
// result is that of capitation::ComputeMonth, to the last tiyn and in every trace.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "billing/capitation/fast/coupling.h"
#include "billing/capitation/fast/judgement.h"
#include "billing/capitation/fast/kernel.h"
#include "billing/capitation/line.h"
#include "core/base/result.h"

namespace tirek::capitation::fast {

struct FastMonth {
  std::vector<FastLine> lines;
  std::vector<Line> referenced;  // of the placements that do not fit; in the reference's order
};

// Computes the columns' placements part by part, in any order and in several threads, each with a
// Part of its own. The columns must hold every placement that bears on one of them; both outlive
// this.
class FastRun {
 public:
  FastRun(const MonthColumns& columns, const CompiledMonth& compiled);

  struct Part {
    std::vector<FastLine> lines;               // by placement, in the order of the columns
    std::vector<std::uint32_t> for_reference;  // placements; in the order of the columns
  };

  // Appends to `part` what the placements from `first` until `last` come to.
  void Compute(std::uint32_t first, std::uint32_t last, Part& part) const;

  // What the reference engine makes of placements, all that Compute left to it, in its order.
  Result<std::vector<Line>> ComputeByReference(std::span<const std::uint32_t> placements) const;

 private:
  const MonthColumns& columns_;
  const CompiledMonth& compiled_;
  std::vector<bool> coupled_;
  CoupledSets sets_;
  std::vector<Judgement> judgements_;  // of sets_.for_kernel
};

// Of all placements of the columns. Fails as capitation::ComputeMonth.
Result<FastMonth> ComputeColumns(const MonthColumns& columns, const CompiledMonth& compiled);

// As capitation::ComputeMonth, line by line and in its order.
Result<std::vector<Line>> ComputeMonth(const MonthFacts& facts);

}  // namespace tirek::capitation::fast
