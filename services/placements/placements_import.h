// The columns of files of applications, placements and plans, and what they refer to. No column is
// shown as a row's key: a person may stand there by ИИН.
#pragma once

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "services/placements/eligibility_peer.h"

namespace tirek::placements {

rpc::ImportShape ApplicationFile(rpc::Call& call, const EligibilityPeer& eligibility);
rpc::ImportShape PlacementFile(rpc::Call& call, const EligibilityPeer& eligibility);
// Carries "person" and "place_code", which together name a placement.
rpc::ImportShape PlanFile();

}  // namespace tirek::placements
