// The gRPC door of access: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/access/token_service.h"
#include "tirek/access/v1/access.grpc.pb.h"

namespace tirek::access {

class AccessHandler final : public v1::AccessService::Service {
 public:
  AccessHandler(rpc::CallGate& calls, TokenService& tokens) : calls_(calls), tokens_(tokens) {}

  grpc::Status IssueToken(grpc::ServerContext* context, const v1::IssueTokenRequest* request,
                          v1::IssueTokenResponse* response) override;
  grpc::Status ListTokens(grpc::ServerContext* context, const v1::ListTokensRequest* request,
                          v1::ListTokensResponse* response) override;
  grpc::Status RevokeToken(grpc::ServerContext* context, const v1::RevokeTokenRequest* request,
                           v1::RevokeTokenResponse* response) override;
  grpc::Status ListAuditEvents(grpc::ServerContext* context,
                               const v1::ListAuditEventsRequest* request,
                               v1::ListAuditEventsResponse* response) override;

 private:
  rpc::CallGate& calls_;
  TokenService& tokens_;
};

}  // namespace tirek::access
