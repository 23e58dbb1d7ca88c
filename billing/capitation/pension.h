// How a pension is divided between the person and the centre: Social Code, art. 202(3).
#pragma once

#include <string>

#include "billing/order/rules.h"
#include "core/money/exact.h"

namespace tirek::capitation {

struct PensionSplit {
  Exact person;  // its share, and at least the minimum
  Exact centre;
  Exact excess;  // of both above the pension: above zero the law does not say who bears it
};

PensionSplit SplitPension(const order::PensionRule& rule, const Decimal& pension);

// "pension 128431.00: the person keeps 69049, the centre 89901.7, together 30519.7 above it".
std::string PensionText(const Decimal& pension, const PensionSplit& split);

}  // namespace tirek::capitation
