// All SQL of the working calendar.
#pragma once

#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/contracts/calendar_day.h"

namespace tirek::contracts {

class CalendarGateway {
 public:
  explicit CalendarGateway(sql::UnitOfWork& work) : work_(work) {}

  // CALENDAR_DATE_TAKEN when another call stored one of the dates meanwhile.
  Result<void> Insert(const std::vector<CalendarDay>& days, Instant now);
  // Those of these dates that are stored.
  std::vector<CalendarDay> At(const std::vector<CivilDate>& dates);
  // Up to page.size + 1, by date.
  std::vector<CalendarDay> List(const CalendarFilter& filter, const rpc::Page& page);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::contracts
