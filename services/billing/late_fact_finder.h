// Finds what late facts change: the same code for the preview and for posting.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/late_fact_gateway.h"
#include "services/billing/retro.h"
#include "services/billing/standing_line_gateway.h"

namespace tirek::billing {

class LateFactFinder {
 public:
  // A transaction that sees every provider's rows. What was recorded until `known_at` is committed:
  // then all its statements see the same facts.
  LateFactFinder(sql::UnitOfWork& work, Instant known_at)
      : work_(work), known_at_(known_at), gateway_(work, known_at) {}

  // In claims of this month and so many before it. Fails as FactsGateway::Load, ComputeLines and
  // retro::DifferencesOf, with the month.
  Result<LateDifferences> Find(const LateFactQuery& query);

 private:
  Result<void> AddMonth(const Month& month, const LateFactQuery& query,
                        const LateFactsOfMonth& facts, std::vector<ClaimDifferences>& claims);
  using LinesByContract = std::map<std::string, std::vector<capitation::Line>>;
  Result<LinesByContract> Recompute(const Month& month,
                                    const std::vector<PlacementSpan>& placements);

  sql::UnitOfWork& work_;
  Instant known_at_;
  LateFactGateway gateway_;
};

}  // namespace tirek::billing
