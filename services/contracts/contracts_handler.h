// The gRPC door of contracts: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/contracts/assessment_service.h"
#include "services/contracts/calendar_service.h"
#include "services/contracts/contract_service.h"
#include "services/contracts/order_service.h"
#include "tirek/contracts/v1/contracts.grpc.pb.h"

namespace tirek::contracts {

class ContractsHandler final : public v1::ContractService::Service {
 public:
  explicit ContractsHandler(const rpc::CallEnvironment& environment)
      : calls_(environment),
        orders_(environment.ids),
        contracts_(environment.ids),
        assessments_(environment.ids) {}

  grpc::Status CreateOrder(grpc::ServerContext* context, const v1::CreateOrderRequest* request,
                           v1::CreateOrderResponse* response) override;
  grpc::Status GetOrder(grpc::ServerContext* context, const v1::GetOrderRequest* request,
                        v1::GetOrderResponse* response) override;
  grpc::Status ListOrders(grpc::ServerContext* context, const v1::ListOrdersRequest* request,
                          v1::ListOrdersResponse* response) override;
  grpc::Status AmendOrder(grpc::ServerContext* context, const v1::AmendOrderRequest* request,
                          v1::AmendOrderResponse* response) override;
  grpc::Status ListOrderVersions(grpc::ServerContext* context,
                                 const v1::ListOrderVersionsRequest* request,
                                 v1::ListOrderVersionsResponse* response) override;
  grpc::Status CreateContract(grpc::ServerContext* context,
                              const v1::CreateContractRequest* request,
                              v1::CreateContractResponse* response) override;
  grpc::Status GetContract(grpc::ServerContext* context, const v1::GetContractRequest* request,
                           v1::GetContractResponse* response) override;
  grpc::Status ListContracts(grpc::ServerContext* context, const v1::ListContractsRequest* request,
                             v1::ListContractsResponse* response) override;
  grpc::Status AmendContract(grpc::ServerContext* context, const v1::AmendContractRequest* request,
                             v1::AmendContractResponse* response) override;
  grpc::Status ListContractVersions(grpc::ServerContext* context,
                                    const v1::ListContractVersionsRequest* request,
                                    v1::ListContractVersionsResponse* response) override;
  grpc::Status ImportContracts(grpc::ServerContext* context,
                               const v1::ImportContractsRequest* request,
                               v1::ImportContractsResponse* response) override;
  grpc::Status CreateAssessment(grpc::ServerContext* context,
                                const v1::CreateAssessmentRequest* request,
                                v1::CreateAssessmentResponse* response) override;
  grpc::Status ListAssessments(grpc::ServerContext* context,
                               const v1::ListAssessmentsRequest* request,
                               v1::ListAssessmentsResponse* response) override;
  grpc::Status ImportAssessments(grpc::ServerContext* context,
                                 const v1::ImportAssessmentsRequest* request,
                                 v1::ImportAssessmentsResponse* response) override;
  grpc::Status ListCalendarDays(grpc::ServerContext* context,
                                const v1::ListCalendarDaysRequest* request,
                                v1::ListCalendarDaysResponse* response) override;
  grpc::Status ImportCalendarDays(grpc::ServerContext* context,
                                  const v1::ImportCalendarDaysRequest* request,
                                  v1::ImportCalendarDaysResponse* response) override;

 private:
  rpc::CallGate calls_;
  OrderService orders_;
  ContractService contracts_;
  AssessmentService assessments_;
  CalendarService calendar_;
};

}  // namespace tirek::contracts
