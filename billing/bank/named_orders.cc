#include "billing/bank/named_orders.h"

#include <algorithm>

#include "billing/bank/reference.h"
#include "core/base/assert.h"

namespace tirek::bank {

OrderNames::OrderNames(std::span<const ExpectedPayment> orders) {
  by_id_.reserve(orders.size());
  for (std::size_t i = 0; i < orders.size(); ++i) {
    // Two orders of one reference would make "at most once" meaningless.
    TIREK_ASSERT(by_id_.emplace(orders[i].end_to_end_id, i).second);
  }
}

void OrderNames::AddReference(std::string_view reference, NamedOrders& named) const {
  const auto found = by_id_.find(reference);
  if (found == by_id_.end()) {
    named.names_unknown = true;
  } else if (std::find(named.orders.begin(), named.orders.end(), found->second) ==
             named.orders.end()) {
    named.orders.push_back(found->second);
  }
}

// Other programs' ids are no orders of ours, and say nothing.
void OrderNames::AddEndToEndId(std::string_view id, NamedOrders& named) const {
  if (by_id_.contains(id)) AddReference(id, named);
}

NamedOrders OrderNames::In(const StatementLine& line) const {
  NamedOrders named;
  AddEndToEndId(line.end_to_end_id, named);
  if (line.reference) {
    AddReference(*line.reference, named);
  } else if (line.details.empty()) {
    for (const std::string& reference : FindReferences(line.purpose)) {
      AddReference(reference, named);
    }
  }
  for (const LineDetail& detail : line.details) {
    AddEndToEndId(detail.end_to_end_id, named);
    if (detail.reference) AddReference(*detail.reference, named);
  }
  return named;
}

}  // namespace tirek::bank
