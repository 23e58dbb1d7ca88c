// The gRPC door of approval rules: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "tirek/settlement/v1/approval_rule.grpc.pb.h"

namespace tirek::settlement {

class ApprovalRuleHandler final : public v1::ApprovalRuleService::Service {
 public:
  explicit ApprovalRuleHandler(const rpc::CallEnvironment& environment)
      : calls_(environment), ids_(environment.ids) {}

  grpc::Status SetApprovalRule(grpc::ServerContext* context,
                               const v1::SetApprovalRuleRequest* request,
                               v1::SetApprovalRuleResponse* response) override;
  grpc::Status ListApprovalRules(grpc::ServerContext* context,
                                 const v1::ListApprovalRulesRequest* request,
                                 v1::ListApprovalRulesResponse* response) override;

 private:
  rpc::CallGate calls_;
  IdSource& ids_;
};

}  // namespace tirek::settlement
