#include "core/calendar/working_calendar.h"

#include <utility>

namespace tirek {
namespace {

constexpr int kFriday = 5;

bool IsWeekday(CivilDate date) { return date.iso_weekday() <= kFriday; }

// Whole weeks have five weekdays each; only the days of the rest are looked at.
int Weekdays(Period period) {
  if (period.empty()) return 0;
  const int weeks = period.days() / 7;
  int weekdays = weeks * 5;
  for (CivilDate date = period.start + weeks * 7; date < period.end; date = date + 1) {
    if (IsWeekday(date)) ++weekdays;
  }
  return weekdays;
}

}  // namespace

Result<WorkingCalendar> WorkingCalendar::Make(std::vector<CalendarException> exceptions) {
  WorkingCalendar calendar;
  for (CalendarException& exception : exceptions) {
    const CivilDate date = exception.date;
    if (!calendar.exceptions_.emplace(date, std::move(exception)).second) {
      return Error{ErrorKind::kInvalid,
                   "CALENDAR_DATE_TWICE",
                   "A date stands in the working calendar twice.",
                   {{"date", date.ToString()}},
                   {}};
    }
  }
  return calendar;
}

bool WorkingCalendar::IsWorkingDay(CivilDate date) const {
  const auto found = exceptions_.find(date);
  if (found == exceptions_.end()) return IsWeekday(date);
  return found->second.kind == DayKind::kWorking;
}

int WorkingCalendar::WorkingDays(Period period) const {
  int working = Weekdays(period);
  for (auto it = exceptions_.lower_bound(period.start);
       it != exceptions_.end() && it->first < period.end; ++it) {
    working += (it->second.kind == DayKind::kWorking) - IsWeekday(it->first);
  }
  return working;
}

std::optional<CalendarException> WorkingCalendar::ExceptionOn(CivilDate date) const {
  const auto found = exceptions_.find(date);
  if (found == exceptions_.end()) return {};
  return found->second;
}

}  // namespace tirek
