// A line on its way through the steps of its payers.
#pragma once

#include <string>

#include "billing/capitation/line.h"
#include "billing/capitation/rate.h"
#include "core/base/result.h"
#include "core/money/exact.h"

namespace tirek::capitation {

// The line with what it was priced from. The stretch outlives it.
struct PricedLine {
  Line line;
  const Stretch* stretch = nullptr;

  const Row& row() const { return stretch->rows.front(); }
  const order::StateSocialOrder& order() const { return stretch->order(); }
  const PayerRules& payers() const { return stretch->treatment.payers; }

  // Units that a sum for each unit is paid for: of a person-month its part.
  Exact Units() const;
  Money Zero() const { return Money::FromMinor(0, order().currency); }
  Result<Money> Rounded(const Exact& sum) const;  // by the order's policy
  void Explain(const char* rule, const std::string& source_act, std::string inputs,
               const Exact& exact, std::string result);
};

}  // namespace tirek::capitation
