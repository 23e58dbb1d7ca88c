// The placements of a month that must be computed together with some of them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "services/billing/late_fact_gateway.h"

namespace tirek::billing {

// The placements `of_placements` and those of the providers, and whoever bears on them: all
// placements of the same person, and all at a place that on some day has more placements than room.
// Nobody outside of the set bears on one inside. By placement.
std::vector<PlacementSpan> CoupledPlacements(LateFactGateway& gateway, const Month& month,
                                             const std::set<std::string>& of_placements,
                                             const std::set<std::string>& of_providers);

}  // namespace tirek::billing
