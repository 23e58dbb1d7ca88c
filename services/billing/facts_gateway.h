// Reads a month's facts from what other services publish, as they were known at one instant.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/fact_needs.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

struct PlacementKey {
  std::string provider_id;
  std::string placement_id;
};

// Some placements out of a month's. Empty: all of them.
struct PlacementScope {
  std::vector<std::string> provider_ids;  // all of these
  std::vector<PlacementKey> others;       // and some of other providers

  bool is_everything() const { return provider_ids.empty() && others.empty(); }
};

class FactsGateway {
 public:
  // A transaction that sees every provider's rows. Loads of one instant are alike when everything
  // that was recorded by it is committed: see AwaitOlderTransactions.
  explicit FactsGateway(sql::UnitOfWork& work) : work_(work) {}

  // The placements in the scope with all that the month's orders ask for, and what is asked `also`.
  // ORDER_UNREADABLE when an order that was adopted cannot be read any more.
  Result<MonthRows> Load(Month month, Instant known_at, const PlacementScope& scope,
                         const FactNeeds& also = {});
  // The month's orders, contracts and what its rules ask for, without a placement.
  Result<MonthRows> LoadTerms(Month month, Instant known_at);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
