// The placements service as the host knows it.
#pragma once

#include "core/rpc/hosted_service.h"

namespace tirek::placements {

rpc::ServiceEntry PlacementsEntry();

}  // namespace tirek::placements
