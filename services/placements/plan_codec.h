// Plans on the wire and back, with every check of a field that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/placements/plan.h"
#include "tirek/placements/v1/placements.pb.h"

namespace tirek::placements {

Result<NewPlan> FromProto(const v1::CreatePlanRequest& request);
// The same for a row of a file, whose placement is found from its person and place.
Result<NewPlan> FromRow(const v1::CreatePlanRequest& request);
Result<PlanFilter> FromProto(const v1::ListPlansRequest& request);
v1::Plan ToProto(const Plan& plan);

}  // namespace tirek::placements
