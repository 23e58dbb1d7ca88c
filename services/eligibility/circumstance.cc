#include "services/eligibility/circumstance.h"

namespace tirek::eligibility {

bool Repeats(const NewCircumstance& next, const std::vector<Circumstance>& recorded) {
  for (auto last = recorded.rbegin(); last != recorded.rend(); ++last) {
    if (last->details.period.Overlaps(next.period)) return last->details == next;
  }
  return false;
}

}  // namespace tirek::eligibility
