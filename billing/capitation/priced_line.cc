#include "billing/capitation/priced_line.h"

#include <utility>

#include "core/money/round.h"

namespace tirek::capitation {

Exact PricedLine::Units() const {
  const Exact quantity(line.quantity);
  const bool is_month = stretch->treatment.proration != nullptr;
  return is_month ? quantity * Exact(1, stretch->treatment.divisor) : quantity;
}

Result<Money> PricedLine::Rounded(const Exact& sum) const {
  return Round(sum, order().currency, order().rounding.policy);
}

void PricedLine::Explain(const char* rule, const std::string& source_act, std::string inputs,
                         const Exact& exact, std::string result) {
  line.trace.push_back({rule, source_act, std::move(inputs), exact.ToString(), std::move(result)});
}

}  // namespace tirek::capitation
