// Advances on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/advance.h"
#include "tirek/settlement/v1/advance.pb.h"

namespace tirek::settlement {

Result<NewAdvance> FromProto(const v1::RequestAdvanceRequest& request);
Result<AdvanceDecision> FromProto(const v1::ApproveAdvanceRequest& request);
Result<AdvanceDecision> FromProto(const v1::CancelAdvanceRequest& request);
Result<Recoupment> FromProto(const v1::RecoupAdvanceRequest& request);
Result<AdvanceFilter> FromProto(const v1::ListAdvancesRequest& request);
v1::Advance ToProto(const Advance& advance);

}  // namespace tirek::settlement
