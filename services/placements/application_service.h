// The use cases on applications: who may wait, and in which order.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/import.h"
#include "core/rpc/page.h"
#include "services/placements/application.h"
#include "services/placements/eligibility_peer.h"

namespace tirek::placements {

class ApplicationService {
 public:
  ApplicationService(IdSource& ids, const EligibilityPeer& eligibility)
      : ids_(ids), eligibility_(eligibility) {}

  Result<Application> Create(rpc::Call& call, const NewApplication& details);
  Result<Application> Get(rpc::Call& call, const ApplicationId& id);
  // Up to page.size + 1 applications.
  Result<std::vector<Application>> List(rpc::Call& call, const ApplicationFilter& filter,
                                        const rpc::Page& page);
  // Stores the rows that still have a command, but those of persons who are not entitled or wait
  // for the service already.
  Result<void> Import(rpc::Call& call, std::vector<rpc::ImportRow<NewApplication>>& rows);

 private:
  Application Make(const rpc::Call& call, const NewApplication& details);

  IdSource& ids_;
  const EligibilityPeer& eligibility_;
};

}  // namespace tirek::placements
