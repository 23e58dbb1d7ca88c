#include "services/settlement/period_codec.h"

#include "core/rpc/convert.h"

namespace tirek::settlement {

Result<Month> FromProto(const v1::ClosePeriodRequest& request) {
  FieldCheck check;
  const auto month = check.Take("month", Month::Parse(request.month()));
  TIREK_RETURN_IF_ERROR(check.Done());
  return *month;
}

Result<AllPeriods> FromProto(const v1::ListPeriodsRequest& /*request*/) { return AllPeriods{}; }

v1::Period ToProto(const BooksPeriod& period) {
  v1::Period proto;
  proto.set_month(period.month);
  proto.set_state(period.closed ? v1::PERIOD_STATE_CLOSED : v1::PERIOD_STATE_OPEN);
  if (period.close_time) *proto.mutable_close_time() = rpc::ToProto(*period.close_time);
  proto.set_closed_by(period.closed_by);
  proto.set_breaks(period.breaks);
  return proto;
}

}  // namespace tirek::settlement
