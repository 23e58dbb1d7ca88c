// May this person be admitted to this place on these days? The rules alone, each with its reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "services/placements/place_occupancy.h"
#include "services/placements/placement.h"

namespace tirek::placements {

// Why not; and which column of a file says so.
struct Refusal {
  std::string column;
  Error error;
};

// The days a placement would have: without an end of its own it ends with its place.
Period PeriodOf(const NewPlacement& wanted, const Place& place);

// `reason` is the eligibility service's: empty for a person who is entitled.
// PERSON_NOT_FOUND, NOT_ELIGIBLE.
std::optional<Refusal> RefuseUnentitled(const std::string& service, CivilDate date,
                                        const std::string& reason);

// What can be said without looking at who is there already, in the order of checks:
// PERSON_NOT_FOUND, PLACE_NOT_IN_SERVICE, NOT_ELIGIBLE.
std::vector<Refusal> RefuseByPlace(const NewPlacement& wanted, const Place& place,
                                   const std::string& eligibility_reason);

// PLACEMENT_OVERLAP, PLACE_FULL. `period` is not empty.
std::optional<Refusal> RefuseByRoom(const std::string& person_id, Period period, int capacity,
                                    const PlaceOccupancy& occupancy);

// PLACE_NOT_IN_SERVICE: `period` are the days on which the place takes persons.
Error NotInService(Period period);

}  // namespace tirek::placements
