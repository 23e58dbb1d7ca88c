// The use cases on plans: what is recorded later counts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/placements/eligibility_peer.h"
#include "services/placements/plan.h"

namespace tirek::placements {

class PlanService {
 public:
  PlanService(IdSource& ids, const EligibilityPeer& eligibility)
      : ids_(ids), eligibility_(eligibility) {}

  // PLACEMENT_NOT_FOUND, also for another provider's; MONTH_OUTSIDE_PLACEMENT.
  Result<Plan> Create(rpc::Call& call, const NewPlan& details);
  // Up to page.size + 1; a provider's caller sees its own.
  Result<std::vector<Plan>> List(rpc::Call& call, PlanFilter filter, const rpc::Page& page);
  // Rows carry "person" and "place_code". Stores those that still have a command, each after those
  // above it, but those that repeat what was recorded last.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewPlan>>& rows);

 private:
  // Fills the placement of each row, or refuses it; the providers of the placements, by id.
  Result<std::map<std::string, std::string>> Place(rpc::Call& call,
                                                   std::vector<rpc::ImportRow<NewPlan>>& rows);
  Plan Make(const rpc::Call& call, const NewPlan& details, const std::string& provider_id,
            const std::map<PlanKey, Plan>& latest);

  IdSource& ids_;
  const EligibilityPeer& eligibility_;
};

}  // namespace tirek::placements
