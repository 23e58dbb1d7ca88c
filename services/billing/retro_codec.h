// Late facts and adjustments: wire to domain and back, with every check of a field that needs no
// database.
#pragma once

#include "core/base/result.h"
#include "services/billing/retro.h"
#include "tirek/billing/v1/retro.pb.h"

namespace tirek::billing {

Result<LateFactQuery> FromProto(const v1::CheckLateFactsRequest& request);
Result<NewAdjustments> FromProto(const v1::PostAdjustmentsRequest& request);
Result<AdjustmentId> FromProto(const v1::GetAdjustmentRequest& request);
Result<AdjustmentFilter> FromProto(const v1::ListAdjustmentsRequest& request);
Result<AdjustmentLineFilter> FromProto(const v1::ListAdjustmentLinesRequest& request);

v1::Adjustment ToProto(const Adjustment& adjustment);
v1::AdjustmentLine ToProto(const AdjustmentLine& line);
// The first lines, and the sums of all.
v1::CheckLateFactsResponse ToProto(const LateDifferences& found);

}  // namespace tirek::billing
