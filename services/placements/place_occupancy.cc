#include "services/placements/place_occupancy.h"

#include <algorithm>
#include <iterator>

#include "core/base/assert.h"

namespace tirek::placements {

int PlaceOccupancy::LevelAt(CivilDate date) const {
  const auto after = levels_.upper_bound(date);
  return after == levels_.begin() ? 0 : std::prev(after)->second;
}

void PlaceOccupancy::Split(CivilDate date) { levels_.emplace(date, LevelAt(date)); }

void PlaceOccupancy::Add(const std::string& person_id, Period period) {
  TIREK_ASSERT(!period.empty());
  held_[person_id].push_back(period);
  Split(period.start);
  Split(period.end);
  const auto end = levels_.find(period.end);
  for (auto level = levels_.find(period.start); level != end; ++level) ++level->second;
}

bool PlaceOccupancy::Holds(const std::string& person_id, Period period) const {
  const auto held = held_.find(person_id);
  return held != held_.end() && std::any_of(held->second.begin(), held->second.end(),
                                            [&](Period other) { return other.Overlaps(period); });
}

std::optional<CivilDate> PlaceOccupancy::FirstFullDay(Period period) const {
  if (LevelAt(period.start) >= capacity_) return period.start;
  const auto end = levels_.lower_bound(period.end);
  const auto full = std::find_if(levels_.lower_bound(period.start), end,
                                 [&](const auto& level) { return level.second >= capacity_; });
  if (full == end) return std::nullopt;
  return full->first;
}

}  // namespace tirek::placements
