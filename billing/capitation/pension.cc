#include "billing/capitation/pension.h"

#include <algorithm>

namespace tirek::capitation {

PensionSplit SplitPension(const order::PensionRule& rule, const Decimal& pension) {
  PensionSplit split;
  split.person = std::max(Exact(rule.person_share) * Exact(pension), Exact(rule.person_minimum));
  split.centre = Exact(rule.centre_share) * Exact(pension);
  split.excess = split.person + split.centre - Exact(pension);
  return split;
}

std::string PensionText(const Decimal& pension, const PensionSplit& split) {
  return "pension " + pension.ToString() + ": the person keeps " + split.person.ToString() +
         ", the centre " + split.centre.ToString() + ", together " + split.excess.ToString() +
         " above it";
}

}  // namespace tirek::capitation
