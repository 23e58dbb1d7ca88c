#include "services/settlement/approval_rule_handler.h"

#include "core/rpc/shapes.h"
#include "services/settlement/approval_rule_codec.h"
#include "services/settlement/approval_rule_service.h"

namespace tirek::settlement {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };

}  // namespace

grpc::Status ApprovalRuleHandler::SetApprovalRule(grpc::ServerContext* context,
                                                  const v1::SetApprovalRuleRequest* request,
                                                  v1::SetApprovalRuleResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ApprovalRule& rule) {
        return settlement::SetApprovalRule(call, rule, ids_);
      },
      [](auto& answer, const ApprovalRule& rule) {
        *answer.mutable_approval_rule() = ToProto(rule);
      });
}

grpc::Status ApprovalRuleHandler::ListApprovalRules(grpc::ServerContext* context,
                                                    const v1::ListApprovalRulesRequest* request,
                                                    v1::ListApprovalRulesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const AllApprovalRules&, const rpc::Page& page) {
        return settlement::ListApprovalRules(call, page);
      },
      [](const ApprovalRule& rule) { return rule.approval_rule_id.text(); },
      [](auto& answer, const ApprovalRule& rule) { *answer.add_approval_rules() = ToProto(rule); });
}

}  // namespace tirek::settlement
