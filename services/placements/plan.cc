#include "services/placements/plan.h"

namespace tirek::placements {

PlacementOfMonth FindPlacementOfMonth(const std::vector<Placement>& placements, Month month) {
  PlacementOfMonth found;
  // One answer for an unknown person, an unknown place and no placement: a provider learns nothing
  // of persons who are not its own.
  if (placements.empty()) {
    found.refusal = {"person", "PERSON_NOT_PLACED",
                     "the ИИН or reference of a person who has a placement at this place"};
    return found;
  }
  for (const Placement& placement : placements) {
    if (!placement.period.Overlaps(month.period())) continue;
    if (found.placement != nullptr) {
      found.placement = nullptr;
      found.refusal = {"month", "PLACEMENT_AMBIGUOUS",
                       "a month in which the person has one placement at this place; record this "
                       "one by the id of its placement"};
      return found;
    }
    found.placement = &placement;
  }
  if (found.placement == nullptr) {
    found.refusal = {"month", "MONTH_OUTSIDE_PLACEMENT", "a month in which the placement has days"};
  }
  return found;
}

}  // namespace tirek::placements
