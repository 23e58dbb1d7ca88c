// The business time zone as data, and the one function that gives the civil day of an instant.
#pragma once

#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"

namespace tirek {

// From `from` on, clocks show UTC plus `minutes_east`.
struct ZoneOffset {
  Instant from;
  int minutes_east = 0;
};

class TimeZone {
 public:
  // Offsets in the order of time; the first holds for all earlier instants too.
  static Result<TimeZone> Make(std::vector<ZoneOffset> offsets);

  // The instant lies in the years 1 to 9999.
  CivilDate CivilDayOf(Instant instant) const;
  // The first instant whose civil day is `date` or later.
  Instant StartOf(CivilDate date) const;

 private:
  explicit TimeZone(std::vector<ZoneOffset> offsets);
  std::vector<ZoneOffset> offsets_;  // not empty
};

// UTC+06:00, and UTC+05:00 in all of Kazakhstan since 1 March 2024 (Government resolution No. 20
// of 19 January 2024, amending No. 1749 of 23 November 2000). The western regions, at +05:00
// before, are not told apart: the business keeps one calendar for the country.
TimeZone Kazakhstan();

}  // namespace tirek
