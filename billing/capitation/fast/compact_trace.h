// A line's trace in a few bytes: which tariff, coefficients and rules of the order pay it.
// Together with the facts they tell the trace again, word by word.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "billing/order/order.h"

namespace tirek::capitation::fast {

// Pointers into an order.
struct CompactTrace {
  const order::Tariff* tariff = nullptr;
  const order::AbsenceRule* absence_rule = nullptr;
  const order::BasisRule* basis_rule = nullptr;
  std::vector<const order::Coefficient*> coefficients;

  friend bool operator==(const CompactTrace&, const CompactTrace&) = default;
};

// Positions in the order, each as a number of as few bytes as it needs. An order that is adopted
// never changes, so the positions hold for as long as the line does.
std::string Encode(const CompactTrace& trace, const order::StateSocialOrder& order);

// Absent where the bytes were not written of this order.
std::optional<CompactTrace> Decode(std::string_view bytes, const order::StateSocialOrder& order);

}  // namespace tirek::capitation::fast
