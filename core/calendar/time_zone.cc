#include "core/calendar/time_zone.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/base/assert.h"

namespace tirek {
namespace {

constexpr std::int64_t kMicrosPerMinute = 60'000'000;
constexpr std::int64_t kMicrosPerDay = std::int64_t{24} * 60 * kMicrosPerMinute;
constexpr int kMaxMinutesEast = 18 * 60;

std::int64_t MidnightMicros(CivilDate date, int minutes_east) {
  return date.epoch_day() * kMicrosPerDay - minutes_east * kMicrosPerMinute;
}

Error InvalidTimeZone() {
  return {ErrorKind::kInvalid,
          "INVALID_TIME_ZONE",
          "A time zone has at least one offset, each within 18 hours of UTC and later than the one "
          "before it.",
          {},
          {}};
}

}  // namespace

TimeZone::TimeZone(std::vector<ZoneOffset> offsets) : offsets_(std::move(offsets)) {}

Result<TimeZone> TimeZone::Make(std::vector<ZoneOffset> offsets) {
  if (offsets.empty()) return InvalidTimeZone();
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const int minutes = offsets[i].minutes_east;
    if (minutes < -kMaxMinutesEast || minutes > kMaxMinutesEast) return InvalidTimeZone();
    if (i > 0 && offsets[i].from <= offsets[i - 1].from) return InvalidTimeZone();
  }
  return TimeZone(std::move(offsets));
}

CivilDate TimeZone::CivilDayOf(Instant instant) const {
  const auto later =
      std::upper_bound(offsets_.begin() + 1, offsets_.end(), instant,
                       [](Instant at, const ZoneOffset& offset) { return at < offset.from; });
  const std::int64_t shift = std::prev(later)->minutes_east * kMicrosPerMinute;
  // The day and the rest apart, so that the shift cannot overflow at the ends of time.
  std::int64_t day = instant.micros / kMicrosPerDay;
  std::int64_t rest = instant.micros % kMicrosPerDay + shift;
  while (rest < 0) {
    rest += kMicrosPerDay;
    --day;
  }
  day += rest / kMicrosPerDay;
  const std::optional<CivilDate> date = CivilDate().PlusDays(day);
  TIREK_ASSERT(date.has_value());
  return *date;
}

Instant TimeZone::StartOf(CivilDate date) const {
  for (std::size_t i = 0; i + 1 < offsets_.size(); ++i) {
    std::int64_t start = MidnightMicros(date, offsets_[i].minutes_east);
    if (i > 0) start = std::max(start, offsets_[i].from.micros);
    // Midnight may fall into the hour that the next offset repeats or skips.
    if (start < offsets_[i + 1].from.micros) return {start};
  }
  const std::int64_t start = MidnightMicros(date, offsets_.back().minutes_east);
  return {offsets_.size() == 1 ? start : std::max(start, offsets_.back().from.micros)};
}

TimeZone Kazakhstan() {
  constexpr std::int64_t kFeb29At18Utc2024 = 1'709'229'600'000'000;  // midnight at +06:00
  return TimeZone::Make({{{INT64_MIN}, 6 * 60}, {{kFeb29At18Utc2024}, 5 * 60}}).value();
}

}  // namespace tirek
