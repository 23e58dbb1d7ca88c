// All SQL on plans. Reads and writes sets; the transaction is the caller's.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/rpc/page.h"
#include "core/sql/unit_of_work.h"
#include "services/placements/plan.h"

namespace tirek::placements {

class PlanGateway {
 public:
  explicit PlanGateway(sql::UnitOfWork& work) : work_(work) {}

  void Insert(const std::vector<Plan>& plans);
  // Up to page.size + 1, by month and in the order of recording.
  std::vector<Plan> List(const PlanFilter& filter, const rpc::Page& page);
  // Of each month of these placements, what was recorded last.
  std::map<PlanKey, Plan> Latest(const std::vector<std::string>& placement_ids);

 private:
  sql::UnitOfWork& work_;
};

}  // namespace tirek::placements
