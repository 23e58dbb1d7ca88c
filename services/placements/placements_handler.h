// The gRPC door of placements: decode, call, encode.
#pragma once

#include "core/rpc/hosted_service.h"
#include "services/placements/application_service.h"
#include "services/placements/eligibility_peer.h"
#include "services/placements/placement_service.h"
#include "services/placements/plan_service.h"
#include "tirek/placements/v1/placements.grpc.pb.h"

namespace tirek::placements {

class PlacementsHandler final : public v1::PlacementService::Service {
 public:
  explicit PlacementsHandler(const rpc::HostContext& context)
      : calls_(context.calls),
        eligibility_(context.peers),
        applications_(context.calls.ids, eligibility_),
        placements_(context.calls.ids, eligibility_),
        plans_(context.calls.ids, eligibility_) {}

  grpc::Status CreateApplication(grpc::ServerContext* context,
                                 const v1::CreateApplicationRequest* request,
                                 v1::CreateApplicationResponse* response) override;
  grpc::Status GetApplication(grpc::ServerContext* context,
                              const v1::GetApplicationRequest* request,
                              v1::GetApplicationResponse* response) override;
  grpc::Status ListApplications(grpc::ServerContext* context,
                                const v1::ListApplicationsRequest* request,
                                v1::ListApplicationsResponse* response) override;
  grpc::Status ImportApplications(grpc::ServerContext* context,
                                  const v1::ImportApplicationsRequest* request,
                                  v1::ImportApplicationsResponse* response) override;
  grpc::Status CreatePlacement(grpc::ServerContext* context,
                               const v1::CreatePlacementRequest* request,
                               v1::CreatePlacementResponse* response) override;
  grpc::Status GetPlacement(grpc::ServerContext* context, const v1::GetPlacementRequest* request,
                            v1::GetPlacementResponse* response) override;
  grpc::Status ListPlacements(grpc::ServerContext* context,
                              const v1::ListPlacementsRequest* request,
                              v1::ListPlacementsResponse* response) override;
  grpc::Status ImportPlacements(grpc::ServerContext* context,
                                const v1::ImportPlacementsRequest* request,
                                v1::ImportPlacementsResponse* response) override;
  grpc::Status EndPlacement(grpc::ServerContext* context, const v1::EndPlacementRequest* request,
                            v1::EndPlacementResponse* response) override;
  grpc::Status CreatePlan(grpc::ServerContext* context, const v1::CreatePlanRequest* request,
                          v1::CreatePlanResponse* response) override;
  grpc::Status ListPlans(grpc::ServerContext* context, const v1::ListPlansRequest* request,
                         v1::ListPlansResponse* response) override;
  grpc::Status ImportPlans(grpc::ServerContext* context, const v1::ImportPlansRequest* request,
                           v1::ImportPlansResponse* response) override;

 private:
  rpc::CallGate calls_;
  EligibilityPeer eligibility_;
  ApplicationService applications_;
  PlacementService placements_;
  PlanService plans_;
};

}  // namespace tirek::placements
