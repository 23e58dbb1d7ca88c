// How many days a month of a placement has by the person's own plan.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/calendar/month.h"
#include "services/placements/placement.h"

namespace tirek::placements {

struct PlanTag {
  static constexpr std::string_view kPrefix = "pln";
};
using PlanId = Id<PlanTag>;

struct NewPlan {
  PlacementId placement_id;  // of a row of a file: empty until its person and place are known
  Month month;
  int planned_days = 0;
};

struct Plan {
  PlanId plan_id;
  std::string provider_id;
  NewPlan details;
  Instant create_time;
};

// What a plan is of: placement, month.
using PlanKey = std::pair<std::string, Month>;

inline PlanKey KeyOf(const NewPlan& plan) { return {plan.placement_id.text(), plan.month}; }

struct PlanFilter {
  std::string provider_id;  // empty for all
  std::string placement_id;
  std::string month;
};

// The one of these, a person's at one place, that has days in the month; or why there is none.
// The pointer is into `placements`.
struct PlacementOfMonth {
  const Placement* placement = nullptr;
  Violation refusal;  // when there is none
};
PlacementOfMonth FindPlacementOfMonth(const std::vector<Placement>& placements, Month month);

}  // namespace tirek::placements
