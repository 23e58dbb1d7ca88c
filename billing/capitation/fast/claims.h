// The judgement of placements that bear on each other: who has the first claim to a person's day
// and to a place's room, date by date.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "billing/capitation/fast/judgement.h"

namespace tirek::capitation::fast {

// Of each of the placements, in their order. They must hold every placement that bears on one of
// them, and their quantities must fit the kernel.
std::vector<Judgement> JudgeClaims(const MonthColumns& columns, const CompiledMonth& compiled,
                                   std::span<const std::uint32_t> placements);

}  // namespace tirek::capitation::fast
