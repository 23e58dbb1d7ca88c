#include "services/contracts/calendar_codec.h"

#include "core/rpc/convert.h"
#include "core/rpc/enum_text.h"

namespace tirek::contracts {

Result<CalendarDay> FromProto(const v1::CalendarDay& proto) {
  FieldCheck check;
  CalendarDay day;
  day.date = check.Take("date", rpc::ToDate(proto.date())).value_or(CivilDate());
  day.kind = rpc::TakeWord(check, "kind", proto.kind());
  day.name = check.Text("name", proto.name(), 200);
  TIREK_RETURN_IF_ERROR(check.Done());
  return day;
}

Result<CalendarFilter> FromProto(const v1::ListCalendarDaysRequest& request) {
  FieldCheck check;
  const auto year = check.Within("year", request.year(), 0, 9999);
  TIREK_RETURN_IF_ERROR(check.Done());
  return CalendarFilter{static_cast<int>(year)};
}

v1::CalendarDay ToProto(const CalendarDay& day) {
  v1::CalendarDay proto;
  *proto.mutable_date() = rpc::ToProto(day.date);
  proto.set_kind(rpc::FromWord<v1::CalendarDayKind>(day.kind));
  proto.set_name(day.name);
  return proto;
}

}  // namespace tirek::contracts
