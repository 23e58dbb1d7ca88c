// Reads a month's facts from what other services publish, as they were known at one instant.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

// Some placements out of a month's, with their providers. Empty: all of them.
struct PlacementScope {
  std::vector<std::string> provider_ids;
  std::vector<std::string> placement_ids;
};

class FactsGateway {
 public:
  // A transaction that sees every provider's rows. Loads of one instant are alike when everything
  // that was recorded by it is committed: see AwaitOlderTransactions.
  explicit FactsGateway(sql::UnitOfWork& work) : work_(work) {}

  // What is of placements of these in the scope alone; all of the rest.
  // ORDER_UNREADABLE when an order that was adopted cannot be read any more.
  Result<MonthRows> Load(Month month, Instant known_at, const PlacementScope& scope = {});

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
