// Periods on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/period.h"
#include "tirek/settlement/v1/period.pb.h"

namespace tirek::settlement {

struct AllPeriods {};  // a list without a filter

Result<Month> FromProto(const v1::ClosePeriodRequest& request);
Result<AllPeriods> FromProto(const v1::ListPeriodsRequest& request);
Result<Month> FromProto(const v1::SoftClosePeriodRequest& request);
Result<ReopeningRequest> FromProto(const v1::RequestReopeningRequest& request);
Result<ReopeningApproval> FromProto(const v1::ApproveReopeningRequest& request);
Result<ReopeningRefusal> FromProto(const v1::RefuseReopeningRequest& request);
Result<PeriodEventFilter> FromProto(const v1::ListPeriodEventsRequest& request);

v1::Period ToProto(const BooksPeriod& period);
v1::PeriodEvent ToProto(const PeriodEvent& event);

}  // namespace tirek::settlement
