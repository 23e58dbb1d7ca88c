// A day that differs from the ordinary week, Monday to Friday working.
#pragma once

#include <string>

#include "core/calendar/civil_date.h"

namespace tirek::contracts {

struct CalendarDay {
  CivilDate date;
  std::string kind;  // as stored: "HOLIDAY", "MOVED_OFF", "WORKING"
  std::string name;

  friend bool operator==(const CalendarDay&, const CalendarDay&) = default;
};

struct CalendarFilter {
  int year = 0;  // 0 for all
};

}  // namespace tirek::contracts
