// An application: a person who waits for a service, and where in the queue.
#pragma once

#include <string>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/identity/kato.h"

namespace tirek::placements {

// Persons themselves are known to the eligibility service alone.
struct PersonTag {
  static constexpr std::string_view kPrefix = "psn";
};
using PersonId = Id<PersonTag>;

struct ApplicationTag {
  static constexpr std::string_view kPrefix = "app";
};
using ApplicationId = Id<ApplicationTag>;

struct NewApplication {
  PersonId person_id;
  std::string service;
  Kato territory;
  CivilDate apply_date;  // orders the queue
};

struct Application {
  ApplicationId application_id;
  NewApplication details;
  std::string state;       // as stored: "WAITING", "PLACED"
  long long position = 0;  // from 1 among those who wait for the service; 0 when not waiting
  Instant create_time;
};

struct ApplicationFilter {
  std::string service;  // empty for all
  std::string person_id;
  std::string state;
};

}  // namespace tirek::placements
