// Placements on the wire and back, with every check of a field that needs no database.
#pragma once

#include "core/base/result.h"
#include "services/placements/placement.h"
#include "tirek/placements/v1/placements.pb.h"

namespace tirek::placements {

Result<NewPlacement> FromProto(const v1::CreatePlacementRequest& request);
Result<PlacementId> FromProto(const v1::GetPlacementRequest& request);
Result<PlacementFilter> FromProto(const v1::ListPlacementsRequest& request);
Result<PlacementEnd> FromProto(const v1::EndPlacementRequest& request);

v1::Placement ToProto(const Placement& placement);

}  // namespace tirek::placements
