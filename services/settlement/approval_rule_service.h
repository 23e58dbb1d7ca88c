// The use cases of approval rules: set by who cannot pay, read by who does.
#pragma once

#include <vector>

#include "core/rpc/call.h"
#include "core/rpc/page.h"
#include "services/settlement/approval_rule.h"

namespace tirek::settlement {

// INVALID_FIELDS where it would begin before today.
Result<ApprovalRule> SetApprovalRule(rpc::Call& call, ApprovalRule rule, IdSource& ids);
Result<std::vector<ApprovalRule>> ListApprovalRules(rpc::Call& call, const rpc::Page& page);

}  // namespace tirek::settlement
