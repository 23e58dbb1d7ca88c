// The gRPC door of periods: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "tirek/settlement/v1/period.grpc.pb.h"

namespace tirek::settlement {

class PeriodHandler final : public v1::PeriodService::Service {
 public:
  explicit PeriodHandler(const rpc::CallEnvironment& environment) : calls_(environment) {}

  grpc::Status SoftClosePeriod(grpc::ServerContext* context,
                               const v1::SoftClosePeriodRequest* request,
                               v1::SoftClosePeriodResponse* response) override;
  grpc::Status RequestReopening(grpc::ServerContext* context,
                                const v1::RequestReopeningRequest* request,
                                v1::RequestReopeningResponse* response) override;
  grpc::Status ApproveReopening(grpc::ServerContext* context,
                                const v1::ApproveReopeningRequest* request,
                                v1::ApproveReopeningResponse* response) override;
  grpc::Status RefuseReopening(grpc::ServerContext* context,
                               const v1::RefuseReopeningRequest* request,
                               v1::RefuseReopeningResponse* response) override;
  grpc::Status ListPeriodEvents(grpc::ServerContext* context,
                                const v1::ListPeriodEventsRequest* request,
                                v1::ListPeriodEventsResponse* response) override;

 private:
  rpc::CallGate calls_;
};

}  // namespace tirek::settlement
