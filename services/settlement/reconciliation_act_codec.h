// Reconciliation acts on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/account_statement.h"
#include "tirek/settlement/v1/account_statement.pb.h"

namespace tirek::settlement {

Result<StatementScope> FromProto(const v1::GetReconciliationActRequest& request);
Result<ActQuery> FromProto(const v1::CompareReconciliationActRequest& request);

// Our side alone: a line a movement.
v1::GetReconciliationActResponse OurActOf(const ReconciliationAct& act);
v1::CompareReconciliationActResponse ComparedActOf(const ReconciliationAct& act);

}  // namespace tirek::settlement
