// The use cases of claims.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/billing/claim.h"

namespace tirek::billing {

class ClaimService {
 public:
  explicit ClaimService(IdSource& ids) : ids_(ids) {}

  Result<Claim> Create(rpc::Call& call, const NewClaim& details);
  Result<Claim> Get(rpc::Call& call, const ClaimId& id);
  Result<std::vector<Claim>> List(rpc::Call& call, ClaimFilter filter, const rpc::Page& page);
  Result<std::vector<ClaimLine>> ListLines(rpc::Call& call, const ClaimLineFilter& filter,
                                           const rpc::Page& page);

  // Decides every line, and posts what is owed in the same transaction.
  Result<std::vector<CutDay>> ListCutDays(rpc::Call& call, const ClaimId& id,
                                          const rpc::Page& page);
  Result<Claim> Adjudicate(rpc::Call& call, const Adjudicating& wanted);

 private:
  IdSource& ids_;
};

}  // namespace tirek::billing
