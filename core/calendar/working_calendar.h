// Which days are worked: Monday to Friday, with the exceptions that the ministry enters as data.
//
// Holidays and their moves are not computed: the Government moves days off by decree, even onto
// Sundays, and religious holidays are announced from year to year.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/period.h"

namespace tirek {

enum class DayKind {
  kHoliday,   // a public holiday
  kMovedOff,  // a working weekday made a day off, by decree or because a holiday met a day off
  kWorking,   // a Saturday or Sunday made a working day
};

struct CalendarException {
  CivilDate date;
  DayKind kind = DayKind::kHoliday;
  std::string name;
};

class WorkingCalendar {
 public:
  WorkingCalendar() = default;  // no exceptions: Monday to Friday
  static Result<WorkingCalendar> Make(std::vector<CalendarException> exceptions);

  bool IsWorkingDay(CivilDate date) const;
  int WorkingDays(Period period) const;
  // The exception of that day, to explain it; absent on an ordinary day.
  std::optional<CalendarException> ExceptionOn(CivilDate date) const;

 private:
  std::map<CivilDate, CalendarException> exceptions_;
};

}  // namespace tirek
