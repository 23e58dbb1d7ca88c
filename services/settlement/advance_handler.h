// The gRPC door of advances: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "tirek/settlement/v1/advance.grpc.pb.h"

namespace tirek::settlement {

class AdvanceHandler final : public v1::AdvanceService::Service {
 public:
  explicit AdvanceHandler(const rpc::CallEnvironment& environment)
      : calls_(environment), ids_(environment.ids) {}

  grpc::Status RequestAdvance(grpc::ServerContext* context,
                              const v1::RequestAdvanceRequest* request,
                              v1::RequestAdvanceResponse* response) override;
  grpc::Status ApproveAdvance(grpc::ServerContext* context,
                              const v1::ApproveAdvanceRequest* request,
                              v1::ApproveAdvanceResponse* response) override;
  grpc::Status CancelAdvance(grpc::ServerContext* context, const v1::CancelAdvanceRequest* request,
                             v1::CancelAdvanceResponse* response) override;
  grpc::Status RecoupAdvance(grpc::ServerContext* context, const v1::RecoupAdvanceRequest* request,
                             v1::RecoupAdvanceResponse* response) override;
  grpc::Status ListAdvances(grpc::ServerContext* context, const v1::ListAdvancesRequest* request,
                            v1::ListAdvancesResponse* response) override;

 private:
  rpc::CallGate calls_;
  IdSource& ids_;
};

}  // namespace tirek::settlement
