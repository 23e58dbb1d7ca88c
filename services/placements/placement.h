// A placement: the days on which a person holds one of the places that a provider has.
#pragma once

#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/period.h"
#include "services/placements/application.h"

namespace tirek::placements {

struct PlaceTag {
  static constexpr std::string_view kPrefix = "pla";
};
using PlaceId = Id<PlaceTag>;

// A place as the registry publishes it; it never changes there.
struct Place {
  PlaceId place_id;
  std::string provider_id;
  std::string service;
  int capacity = 0;  // persons at the same time
  Period period;     // when it takes persons at all
};

struct PlacementTag {
  static constexpr std::string_view kPrefix = "plc";
};
using PlacementId = Id<PlacementTag>;

struct NewPlacement {
  PersonId person_id;
  PlaceId place_id;
  CivilDate start_date;
  std::optional<CivilDate> end_date;
};

struct Placement {
  PlacementId placement_id;
  PersonId person_id;
  PlaceId place_id;
  std::string provider_id;
  Period period;      // while active it ends with its place
  std::string state;  // as stored: "ACTIVE", "ENDED"
  int version = 1;
  Instant create_time;
  Instant record_time;  // of this version
};

struct PlacementEnd {
  PlacementId placement_id;
  CivilDate end_date;
  std::string etag;  // empty for whatever version is there
};

struct PlacementFilter {
  std::string person_id;  // empty for all
  std::string place_id;
  std::string provider_id;
  std::string state;
};

inline std::string EtagOf(const Placement& placement) { return std::to_string(placement.version); }

}  // namespace tirek::placements
