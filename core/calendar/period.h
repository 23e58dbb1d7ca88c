// Half-open periods of days: the start belongs to the period, the end does not.
#pragma once

#include <algorithm>
#include <string>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"

namespace tirek {

struct Period {
  CivilDate start;
  CivilDate end;  // kFarFuture while open

  // Refuses an end before the start; an empty period is one.
  static Result<Period> Make(CivilDate start, CivilDate end);

  constexpr int days() const { return end - start; }
  constexpr bool empty() const { return end <= start; }
  constexpr bool Contains(CivilDate date) const { return start <= date && date < end; }
  constexpr bool Contains(Period other) const { return start <= other.start && other.end <= end; }
  // True when there is a day in both.
  constexpr bool Overlaps(Period other) const { return !Intersect(other).empty(); }
  // The days in both; without a common day it is empty and starts where the later one starts.
  constexpr Period Intersect(Period other) const {
    const CivilDate from = std::max(start, other.start);
    return {from, std::max(from, std::min(end, other.end))};
  }
  std::string ToString() const;  // "[2026-10-01, 2026-11-01)"

  friend constexpr bool operator==(const Period&, const Period&) = default;
};

}  // namespace tirek
