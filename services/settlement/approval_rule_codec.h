// Approval rules on the wire.
#pragma once

#include "core/base/result.h"
#include "services/settlement/approval_rule.h"
#include "tirek/settlement/v1/approval_rule.pb.h"

namespace tirek::settlement {

// Without what the server sets.
Result<ApprovalRule> FromProto(const v1::SetApprovalRuleRequest& request);
Result<AllApprovalRules> FromProto(const v1::ListApprovalRulesRequest& request);
v1::ApprovalRule ToProto(const ApprovalRule& rule);

}  // namespace tirek::settlement
