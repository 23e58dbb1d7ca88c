// Calendar days between wire and domain.
#pragma once

#include "core/base/result.h"
#include "services/contracts/calendar_day.h"
#include "tirek/contracts/v1/contracts.pb.h"

namespace tirek::contracts {

Result<CalendarDay> FromProto(const v1::CalendarDay& proto);
Result<CalendarFilter> FromProto(const v1::ListCalendarDaysRequest& request);
v1::CalendarDay ToProto(const CalendarDay& day);

}  // namespace tirek::contracts
