// The use cases of advances: asked for by one of finance, approved by another one, recouped when
// they can no longer be earned.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/advance.h"

namespace tirek::settlement {

// CONTRACT_NOT_FOUND, and as RequireWithin.
Result<Advance> RequestAdvance(rpc::Call& call, const NewAdvance& wanted, IdSource& ids);
// ADVANCE_NOT_FOUND, ADVANCE_DECIDED, SAME_PRINCIPAL, ETAG_MISMATCH.
Result<Advance> ApproveAdvance(rpc::Call& call, const AdvanceDecision& decision);
// ADVANCE_NOT_FOUND, ADVANCE_DECIDED, ADVANCE_ORDERED, ETAG_MISMATCH.
Result<Advance> CancelAdvance(rpc::Call& call, const AdvanceDecision& decision);
// ADVANCE_NOT_FOUND, ADVANCE_NOT_PAID, ADVANCE_STILL_EARNED, NOTHING_TO_RECOUP.
Result<Advance> RecoupAdvance(rpc::Call& call, const Recoupment& recoupment);
Result<std::vector<Advance>> ListAdvances(rpc::Call& call, AdvanceFilter filter,
                                          const rpc::Page& page);

}  // namespace tirek::settlement
