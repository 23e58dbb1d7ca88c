// The gRPC door of eligibility: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/eligibility/circumstance_service.h"
#include "services/eligibility/decision_service.h"
#include "services/eligibility/person_service.h"
#include "tirek/eligibility/v1/eligibility.grpc.pb.h"

namespace tirek::eligibility {

class EligibilityHandler final : public v1::EligibilityService::Service {
 public:
  explicit EligibilityHandler(const rpc::CallEnvironment& environment)
      : calls_(environment),
        persons_(environment.ids),
        decisions_(environment.ids),
        circumstances_(environment.ids) {}

  grpc::Status CreatePerson(grpc::ServerContext* context, const v1::CreatePersonRequest* request,
                            v1::CreatePersonResponse* response) override;
  grpc::Status GetPerson(grpc::ServerContext* context, const v1::GetPersonRequest* request,
                         v1::GetPersonResponse* response) override;
  grpc::Status ListPersons(grpc::ServerContext* context, const v1::ListPersonsRequest* request,
                           v1::ListPersonsResponse* response) override;
  grpc::Status ImportPersons(grpc::ServerContext* context, const v1::ImportPersonsRequest* request,
                             v1::ImportPersonsResponse* response) override;
  grpc::Status ResolvePersons(grpc::ServerContext* context,
                              const v1::ResolvePersonsRequest* request,
                              v1::ResolvePersonsResponse* response) override;
  grpc::Status CreateDecision(grpc::ServerContext* context,
                              const v1::CreateDecisionRequest* request,
                              v1::CreateDecisionResponse* response) override;
  grpc::Status GetDecision(grpc::ServerContext* context, const v1::GetDecisionRequest* request,
                           v1::GetDecisionResponse* response) override;
  grpc::Status ListDecisions(grpc::ServerContext* context, const v1::ListDecisionsRequest* request,
                             v1::ListDecisionsResponse* response) override;
  grpc::Status ImportDecisions(grpc::ServerContext* context,
                               const v1::ImportDecisionsRequest* request,
                               v1::ImportDecisionsResponse* response) override;
  grpc::Status CheckEligibility(grpc::ServerContext* context,
                                const v1::CheckEligibilityRequest* request,
                                v1::CheckEligibilityResponse* response) override;
  grpc::Status CreateCircumstance(grpc::ServerContext* context,
                                  const v1::CreateCircumstanceRequest* request,
                                  v1::CreateCircumstanceResponse* response) override;
  grpc::Status ListCircumstances(grpc::ServerContext* context,
                                 const v1::ListCircumstancesRequest* request,
                                 v1::ListCircumstancesResponse* response) override;
  grpc::Status ImportCircumstances(grpc::ServerContext* context,
                                   const v1::ImportCircumstancesRequest* request,
                                   v1::ImportCircumstancesResponse* response) override;

 private:
  // The civil day of the house's clock: judging a birth date needs it before there is a call.
  CivilDate Today() const;

  rpc::CallGate calls_;
  PersonService persons_;
  DecisionService decisions_;
  CircumstanceService circumstances_;
};

}  // namespace tirek::eligibility
