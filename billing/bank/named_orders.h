// Which payment orders a line names: by its end-to-end id, its reference, those in its purpose and
// those of the transactions that it sums up.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "billing/bank/matching.h"
#include "billing/bank/statement.h"

namespace tirek::bank {

struct NamedOrders {
  std::vector<std::size_t> orders;  // each once
  bool names_unknown = false;       // a reference of ours that is not among the orders
};

class OrderNames {
 public:
  explicit OrderNames(std::span<const ExpectedPayment> orders);
  NamedOrders In(const StatementLine& line) const;

 private:
  void AddReference(std::string_view reference, NamedOrders& named) const;
  void AddEndToEndId(std::string_view id, NamedOrders& named) const;

  std::unordered_map<std::string_view, std::size_t> by_id_;
};

}  // namespace tirek::bank
