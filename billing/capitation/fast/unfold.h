// A line of the kernel with all that the reference engine would have written, its trace included.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "billing/capitation/fast/kernel.h"
#include "core/base/result.h"

namespace tirek::capitation::fast {

// The part of a line that does not follow from the placement's facts.
struct StoredLine {
  DayMask days = 0;
  std::optional<order::AbsenceReason> absence;
  std::optional<DenialReason> denial;
  std::string overlap_placement_id;  // empty unless denied for an overlap
  std::string trace;                 // compact_trace.h
};

// What a placement's lines are unfolded with.
struct LineFacts {
  const PlacementFacts* placement = nullptr;
  const ContractFacts* contract = nullptr;
  const PlaceFacts* place = nullptr;
  const MonthFacts* month = nullptr;  // its month and calendar; no placements are asked for
};

// The bytes that StoredLine keeps of the line's trace.
std::string_view TraceOf(const FastLine& line, const MonthColumns& columns,
                         const CompiledMonth& compiled);

// Through the reference engine's own pricing, so that trace and sum are its words; fails as it
// does. Absent where the line does not follow from these facts.
std::optional<Result<Line>> Unfold(const StoredLine& line, const LineFacts& facts);

// The same of a line of these columns.
Result<Line> Unfold(const FastLine& line, const MonthColumns& columns,
                    const CompiledMonth& compiled);

}  // namespace tirek::capitation::fast
