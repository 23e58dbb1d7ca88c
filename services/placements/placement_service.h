// The use cases on placements: who is admitted where, and who leaves.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/placements/admission.h"
#include "services/placements/eligibility_peer.h"
#include "services/placements/placement.h"

namespace tirek::placements {

class PlacementService {
 public:
  PlacementService(IdSource& ids, const EligibilityPeer& eligibility)
      : ids_(ids), eligibility_(eligibility) {}

  // Also ends the person's waiting for the service of the place.
  Result<Placement> Create(rpc::Call& call, const NewPlacement& wanted);
  Result<Placement> Get(rpc::Call& call, const PlacementId& id);
  // Up to page.size + 1 placements; a provider's caller sees its own.
  Result<std::vector<Placement>> List(rpc::Call& call, PlacementFilter filter,
                                      const rpc::Page& page);
  Result<Placement> End(rpc::Call& call, const PlacementEnd& end);
  // Stores the rows that still have a command as Create would in their order, and refuses those
  // that it would refuse.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewPlacement>>& rows);

 private:
  // One who wants in: to which place, and all that speaks against it.
  struct Candidate {
    NewPlacement wanted;
    Place place;
    std::vector<Refusal> refusals;
  };

  // Judges the candidates in their order and stores those whom nothing speaks against.
  Result<std::vector<Placement>> Admit(rpc::Call& call, std::vector<Candidate>& candidates);
  Result<void> JudgeByPlace(rpc::Call& call, std::vector<Candidate>& candidates) const;
  void JudgeByRoom(rpc::Call& call, std::vector<Candidate>& candidates) const;
  Placement Make(const rpc::Call& call, const Candidate& candidate);

  IdSource& ids_;
  const EligibilityPeer& eligibility_;
};

}  // namespace tirek::placements
