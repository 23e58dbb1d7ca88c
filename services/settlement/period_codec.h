// Periods on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/period.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::settlement {

struct AllPeriods {};  // a list without a filter

Result<Month> FromProto(const v1::ClosePeriodRequest& request);
Result<AllPeriods> FromProto(const v1::ListPeriodsRequest& request);
v1::Period ToProto(const BooksPeriod& period);

}  // namespace tirek::settlement
