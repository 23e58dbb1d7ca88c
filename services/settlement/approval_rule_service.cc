#include "services/settlement/approval_rule_service.h"

#include "core/calendar/time_zone.h"
#include "services/settlement/approval_gateway.h"

namespace tirek::settlement {

Result<ApprovalRule> SetApprovalRule(rpc::Call& call, ApprovalRule rule, IdSource& ids) {
  if (rule.start_date < Kazakhstan().CivilDayOf(call.now())) {
    return InvalidFields({{"start_date", "RULE_IN_THE_PAST", "today or a later day"}});
  }
  rule.approval_rule_id = ids.Next<ApprovalRuleTag>();
  rule.set_by = call.principal().name;
  rule.set_time = call.now();
  ApprovalGateway(call.work()).Insert(rule);
  call.NameSubject(rule.approval_rule_id.text());
  return rule;
}

Result<std::vector<ApprovalRule>> ListApprovalRules(rpc::Call& call, const rpc::Page& page) {
  return ApprovalGateway(call.work()).Rules(page);
}

}  // namespace tirek::settlement
