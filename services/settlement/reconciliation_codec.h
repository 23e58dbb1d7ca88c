// Breaks and tie-outs on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/reconciliation.h"
#include "tirek/settlement/v1/settlement.pb.h"

namespace tirek::settlement {

Result<BreakFilter> FromProto(const v1::ListBreaksRequest& request);
Result<TieOutFilter> FromProto(const v1::ListTieOutsRequest& request);

v1::Break ToProto(const Break& found);
v1::TieOut ToProto(const TieOut& tie_out);

}  // namespace tirek::settlement
