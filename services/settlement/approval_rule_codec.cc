#include "services/settlement/approval_rule_codec.h"

#include "core/rpc/convert.h"

namespace tirek::settlement {

Result<ApprovalRule> FromProto(const v1::SetApprovalRuleRequest& request) {
  constexpr int kMostApprovals = 10;
  FieldCheck check;
  ApprovalRule rule;
  if (const auto amount = check.Take("from_amount", rpc::ToMoney(request.from_amount()))) {
    rule.from_amount = *amount;
    if (amount->is_negative()) check.Add("from_amount", "AMOUNT_NEGATIVE", "zero or more");
  }
  rule.approvals =
      static_cast<int>(check.Within("approvals", request.approvals(), 1, kMostApprovals));
  if (const auto date = check.Take("start_date", rpc::ToDate(request.start_date()))) {
    rule.start_date = *date;
  }
  TIREK_RETURN_IF_ERROR(check.Done());
  return rule;
}

Result<AllApprovalRules> FromProto(const v1::ListApprovalRulesRequest& /*request*/) {
  return AllApprovalRules{};
}

v1::ApprovalRule ToProto(const ApprovalRule& rule) {
  v1::ApprovalRule proto;
  proto.set_approval_rule_id(rule.approval_rule_id.text());
  *proto.mutable_from_amount() = rpc::ToProto(rule.from_amount);
  proto.set_approvals(rule.approvals);
  *proto.mutable_start_date() = rpc::ToProto(rule.start_date);
  proto.set_set_by(rule.set_by);
  *proto.mutable_set_time() = rpc::ToProto(rule.set_time);
  return proto;
}

}  // namespace tirek::settlement
