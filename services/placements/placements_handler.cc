#include "services/placements/placements_handler.h"

#include "core/rpc/shapes.h"
#include "services/placements/application_codec.h"
#include "services/placements/dated_key.h"
#include "services/placements/placement_codec.h"
#include "services/placements/placements_import.h"
#include "services/placements/plan_codec.h"

namespace tirek::placements {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPutApplication = [](auto& answer, const Application& application) {
  *answer.mutable_application() = ToProto(application);
};
constexpr auto kPutPlacement = [](auto& answer, const Placement& placement) {
  *answer.mutable_placement() = ToProto(placement);
};

}  // namespace

grpc::Status PlacementsHandler::CreateApplication(grpc::ServerContext* context,
                                                  const v1::CreateApplicationRequest* request,
                                                  v1::CreateApplicationResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewApplication& details) {
        return applications_.Create(call, details);
      },
      kPutApplication);
}

grpc::Status PlacementsHandler::GetApplication(grpc::ServerContext* context,
                                               const v1::GetApplicationRequest* request,
                                               v1::GetApplicationResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ApplicationId& id) { return applications_.Get(call, id); },
      kPutApplication);
}

grpc::Status PlacementsHandler::ListApplications(grpc::ServerContext* context,
                                                 const v1::ListApplicationsRequest* request,
                                                 v1::ListApplicationsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const ApplicationFilter& filter, const rpc::Page& page) {
        return applications_.List(call, filter, page);
      },
      [](const Application& application) {
        return DatedKey{application.details.apply_date, application.application_id.text()}.parts();
      },
      [](auto& answer, const Application& application) {
        *answer.add_applications() = ToProto(application);
      });
}

grpc::Status PlacementsHandler::ImportApplications(grpc::ServerContext* context,
                                                   const v1::ImportApplicationsRequest* request,
                                                   v1::ImportApplicationsResponse* response) {
  return rpc::Imported<v1::CreateApplicationRequest>(
      calls_, context, *request, response,
      [this](rpc::Call& call) { return ApplicationFile(call, eligibility_); }, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewApplication>>& rows) {
        return applications_.Import(call, rows);
      });
}

grpc::Status PlacementsHandler::CreatePlacement(grpc::ServerContext* context,
                                                const v1::CreatePlacementRequest* request,
                                                v1::CreatePlacementResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewPlacement& wanted) {
        return placements_.Create(call, wanted);
      },
      kPutPlacement);
}

grpc::Status PlacementsHandler::GetPlacement(grpc::ServerContext* context,
                                             const v1::GetPlacementRequest* request,
                                             v1::GetPlacementResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PlacementId& id) { return placements_.Get(call, id); },
      kPutPlacement);
}

grpc::Status PlacementsHandler::ListPlacements(grpc::ServerContext* context,
                                               const v1::ListPlacementsRequest* request,
                                               v1::ListPlacementsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const PlacementFilter& filter, const rpc::Page& page) {
        return placements_.List(call, filter, page);
      },
      [](const Placement& placement) {
        return DatedKey{placement.period.start, placement.placement_id.text()}.parts();
      },
      [](auto& answer, const Placement& placement) {
        *answer.add_placements() = ToProto(placement);
      });
}

grpc::Status PlacementsHandler::ImportPlacements(grpc::ServerContext* context,
                                                 const v1::ImportPlacementsRequest* request,
                                                 v1::ImportPlacementsResponse* response) {
  return rpc::Imported<v1::CreatePlacementRequest>(
      calls_, context, *request, response,
      [this](rpc::Call& call) { return PlacementFile(call, eligibility_); }, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewPlacement>>& rows) {
        return placements_.Import(call, rows);
      });
}

grpc::Status PlacementsHandler::EndPlacement(grpc::ServerContext* context,
                                             const v1::EndPlacementRequest* request,
                                             v1::EndPlacementResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const PlacementEnd& end) { return placements_.End(call, end); },
      kPutPlacement);
}

grpc::Status PlacementsHandler::CreatePlan(grpc::ServerContext* context,
                                           const v1::CreatePlanRequest* request,
                                           v1::CreatePlanResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewPlan& details) { return plans_.Create(call, details); },
      [](auto& answer, const Plan& plan) { *answer.mutable_plan() = ToProto(plan); });
}

grpc::Status PlacementsHandler::ListPlans(grpc::ServerContext* context,
                                          const v1::ListPlansRequest* request,
                                          v1::ListPlansResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const PlanFilter& filter, const rpc::Page& page) {
        return plans_.List(call, filter, page);
      },
      [](const Plan& plan) {
        return std::vector<std::string>{plan.details.month.ToString(), plan.plan_id.text()};
      },
      [](auto& answer, const Plan& plan) { *answer.add_plans() = ToProto(plan); });
}

grpc::Status PlacementsHandler::ImportPlans(grpc::ServerContext* context,
                                            const v1::ImportPlansRequest* request,
                                            v1::ImportPlansResponse* response) {
  return rpc::Imported<v1::CreatePlanRequest>(
      calls_, context, *request, response, [](rpc::Call&) { return PlanFile(); },
      [](const auto& row) { return FromRow(row); },
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewPlan>>& rows) {
        return plans_.Import(call, rows);
      });
}

}  // namespace tirek::placements
