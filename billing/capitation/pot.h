// A pot: a month's sum that providers share by weighted indicators.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "billing/capitation/facts.h"
#include "billing/capitation/line.h"
#include "billing/order/order.h"
#include "core/base/result.h"

namespace tirek::capitation {

struct PotPart {
  std::string provider_id;
  Money amount;
  std::vector<TraceStep> trace;
};

// One part for each provider that has an indicator of the pot, in the order of their ids; the parts
// add to the pot's amount. A provider's exact part is amount × Σ weight × (its indicator / the sum
// of the indicator); the minor units that rounding down leaves go by largest remainder, ties to the
// lesser id. An indicator that a provider does not have is 0.
//
// POT_NOT_IN_FORCE in a month that does not begin in the pot's period; POT_INDICATOR_EMPTY where
// the providers' values of an indicator add to nothing; AMOUNT_OVERFLOW, ROUNDING_REMAINDER.
Result<std::vector<PotPart>> ShareOut(const order::StateSocialOrder& order, const order::Pot& pot,
                                      Month month, std::span<const IndicatorFacts> indicators);

}  // namespace tirek::capitation
