// Places of one service at one site: how many persons it takes at the same time, and when.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/period.h"
#include "services/registry/site.h"

namespace tirek::registry {

struct PlaceTag {
  static constexpr std::string_view kPrefix = "pla";
};
using PlaceId = Id<PlaceTag>;

struct NewPlace {
  SiteId site_id;
  std::string code;
  std::string service;
  std::string condition;  // as stored: "STATIONARY", "SEMI_STATIONARY", …
  int capacity = 0;
  Period period;
};

struct Place {
  PlaceId place_id;
  ProviderId provider_id;  // the site's
  NewPlace details;
  Instant create_time;
};

struct PlaceFilter {
  std::string provider_id;
  std::string code;
  std::string service;
};

}  // namespace tirek::registry
