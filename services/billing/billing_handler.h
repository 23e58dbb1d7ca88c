// The gRPC door of billing: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/billing/capitation_service.h"
#include "services/billing/capitation_worker.h"
#include "services/billing/claim_service.h"
#include "services/billing/comparison_service.h"
#include "services/billing/stop_signal.h"
#include "tirek/billing/v1/billing.grpc.pb.h"

namespace tirek::billing {

class BillingHandler final : public v1::BillingService::Service {
 public:
  // `worker` is told of new runs; `stop` ends streams. Both outlive the door.
  BillingHandler(const rpc::CallEnvironment& environment, CapitationWorker& worker,
                 StopSignal& stop)
      : calls_(environment),
        runs_(environment.ids),
        claims_(environment.ids),
        comparisons_(stop),
        worker_(worker),
        stop_(stop) {}

  grpc::Status CreateCapitationRun(grpc::ServerContext* context,
                                   const v1::CreateCapitationRunRequest* request,
                                   v1::CreateCapitationRunResponse* response) override;
  grpc::Status GetCapitationRun(grpc::ServerContext* context,
                                const v1::GetCapitationRunRequest* request,
                                v1::GetCapitationRunResponse* response) override;
  grpc::Status ListCapitationRuns(grpc::ServerContext* context,
                                  const v1::ListCapitationRunsRequest* request,
                                  v1::ListCapitationRunsResponse* response) override;
  grpc::Status WatchCapitationRun(
      grpc::ServerContext* context, const v1::WatchCapitationRunRequest* request,
      grpc::ServerWriter<v1::WatchCapitationRunResponse>* writer) override;
  grpc::Status ListCapitationLines(grpc::ServerContext* context,
                                   const v1::ListCapitationLinesRequest* request,
                                   v1::ListCapitationLinesResponse* response) override;
  grpc::Status ExplainCapitationLine(grpc::ServerContext* context,
                                     const v1::ExplainCapitationLineRequest* request,
                                     v1::ExplainCapitationLineResponse* response) override;
  grpc::Status ReplayCapitation(grpc::ServerContext* context,
                                const v1::ReplayCapitationRequest* request,
                                v1::ReplayCapitationResponse* response) override;
  grpc::Status DiffCapitation(grpc::ServerContext* context,
                              const v1::DiffCapitationRequest* request,
                              v1::DiffCapitationResponse* response) override;
  grpc::Status TryOrder(grpc::ServerContext* context, const v1::TryOrderRequest* request,
                        v1::TryOrderResponse* response) override;
  grpc::Status GetPotShares(grpc::ServerContext* context, const v1::GetPotSharesRequest* request,
                            v1::GetPotSharesResponse* response) override;
  grpc::Status ListCutDays(grpc::ServerContext* context, const v1::ListCutDaysRequest* request,
                           v1::ListCutDaysResponse* response) override;
  grpc::Status CreateClaim(grpc::ServerContext* context, const v1::CreateClaimRequest* request,
                           v1::CreateClaimResponse* response) override;
  grpc::Status GetClaim(grpc::ServerContext* context, const v1::GetClaimRequest* request,
                        v1::GetClaimResponse* response) override;
  grpc::Status ListClaims(grpc::ServerContext* context, const v1::ListClaimsRequest* request,
                          v1::ListClaimsResponse* response) override;
  grpc::Status ListClaimLines(grpc::ServerContext* context,
                              const v1::ListClaimLinesRequest* request,
                              v1::ListClaimLinesResponse* response) override;
  grpc::Status AdjudicateClaim(grpc::ServerContext* context,
                               const v1::AdjudicateClaimRequest* request,
                               v1::AdjudicateClaimResponse* response) override;

 private:
  rpc::CallGate calls_;
  CapitationService runs_;
  ClaimService claims_;
  ComparisonService comparisons_;
  CapitationWorker& worker_;
  StopSignal& stop_;
};

}  // namespace tirek::billing
