// The gRPC door of late facts and adjustments: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/billing/retro_service.h"
#include "tirek/billing/v1/retro.grpc.pb.h"

namespace tirek::billing {

class RetroHandler final : public v1::RetroService::Service {
 public:
  // `stop` ends waits; it outlives the door.
  RetroHandler(const rpc::CallEnvironment& environment, StopSignal& stop)
      : calls_(environment), retro_(calls_.environment(), stop) {}

  grpc::Status CheckLateFacts(grpc::ServerContext* context,
                              const v1::CheckLateFactsRequest* request,
                              v1::CheckLateFactsResponse* response) override;
  grpc::Status PostAdjustments(grpc::ServerContext* context,
                               const v1::PostAdjustmentsRequest* request,
                               v1::PostAdjustmentsResponse* response) override;
  grpc::Status GetAdjustment(grpc::ServerContext* context, const v1::GetAdjustmentRequest* request,
                             v1::GetAdjustmentResponse* response) override;
  grpc::Status ListAdjustments(grpc::ServerContext* context,
                               const v1::ListAdjustmentsRequest* request,
                               v1::ListAdjustmentsResponse* response) override;
  grpc::Status ListAdjustmentLines(grpc::ServerContext* context,
                                   const v1::ListAdjustmentLinesRequest* request,
                                   v1::ListAdjustmentLinesResponse* response) override;

 private:
  rpc::CallGate calls_;
  RetroService retro_;
};

}  // namespace tirek::billing
