// The lines that stand for what is billed: claimed lines, and those that adjustments put in their
// place. All SQL of adjusted lines. The transaction is the caller's.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "billing/retro/difference.h"
#include "core/base/id.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/capitation_run.h"
#include "services/billing/late_fact_gateway.h"
#include "services/billing/retro.h"

namespace tirek::billing {

class StandingLineGateway {
 public:
  explicit StandingLineGateway(sql::UnitOfWork& work) : work_(work) {}

  // Adjudicated claims of the month that the query asks for, by provider and contract.
  std::vector<BilledClaim> Claims(const Month& month, const LateFactQuery& query);
  // Of these placements in the month, by contract; without traces.
  std::map<std::string, std::vector<retro::BilledLine>> Lines(
      const Month& month, std::span<const PlacementSpan> placements);

  // What differences bill instead: `adjustment_line_ids` are theirs, one each.
  void Insert(const Month& month, std::span<const retro::Difference> differences,
              std::span<const std::string> adjustment_line_ids, IdSource& ids);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::billing
