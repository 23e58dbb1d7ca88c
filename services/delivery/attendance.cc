#include "services/delivery/attendance.h"

namespace tirek::delivery {

const PlacementFact* PlacementOfDay(const std::vector<PlacementFact>& placements, CivilDate date) {
  const PlacementFact* first = nullptr;
  const PlacementFact* begun = nullptr;
  for (const PlacementFact& placement : placements) {
    if (first == nullptr || placement.start < first->start) first = &placement;
    if (placement.start <= date && (begun == nullptr || begun->start < placement.start)) {
      begun = &placement;
    }
  }
  return begun == nullptr ? first : begun;
}

}  // namespace tirek::delivery
