// The use cases of the working calendar.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/contracts/calendar_day.h"

namespace tirek::contracts {

class CalendarService {
 public:
  Result<std::vector<CalendarDay>> List(rpc::Call& call, const CalendarFilter& filter,
                                        const rpc::Page& page);
  // A row that is stored already, or stands earlier in the file, is right and changes nothing, so
  // that a year's file can be handed in again; one that says otherwise is CALENDAR_DATE_TAKEN.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<CalendarDay>>& rows);
};

}  // namespace tirek::contracts
