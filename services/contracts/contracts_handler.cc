#include "services/contracts/contracts_handler.h"

#include "core/rpc/shapes.h"
#include "services/contracts/assessment_codec.h"
#include "services/contracts/calendar_codec.h"
#include "services/contracts/contract_codec.h"
#include "services/contracts/contracts_import.h"
#include "services/contracts/order_codec.h"

namespace tirek::contracts {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };

}  // namespace

grpc::Status ContractsHandler::CreateOrder(grpc::ServerContext* context,
                                           const v1::CreateOrderRequest* request,
                                           v1::CreateOrderResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewOrder& order) { return orders_.Create(call, order); },
      [](auto& answer, const Order& order) { *answer.mutable_order() = ToProto(order); });
}

grpc::Status ContractsHandler::GetOrder(grpc::ServerContext* context,
                                        const v1::GetOrderRequest* request,
                                        v1::GetOrderResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const OrderQuery& query) { return orders_.Get(call, query); },
      [](auto& answer, const Order& order) { *answer.mutable_order() = ToProto(order); });
}

grpc::Status ContractsHandler::ListOrders(grpc::ServerContext* context,
                                          const v1::ListOrdersRequest* request,
                                          v1::ListOrdersResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const OrderFilter& filter, const rpc::Page& page) {
        return orders_.List(call, filter, page);
      },
      [](const ListedOrder& order) { return order.head.code; },
      [](auto& answer, const ListedOrder& order) { *answer.add_orders() = ToProto(order); });
}

grpc::Status ContractsHandler::AmendOrder(grpc::ServerContext* context,
                                          const v1::AmendOrderRequest* request,
                                          v1::AmendOrderResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const OrderAmendment& amendment) {
        return orders_.Amend(call, amendment);
      },
      [](auto& answer, const Order& order) { *answer.mutable_order() = ToProto(order); });
}

grpc::Status ContractsHandler::ListOrderVersions(grpc::ServerContext* context,
                                                 const v1::ListOrderVersionsRequest* request,
                                                 v1::ListOrderVersionsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const OrderId& id, const rpc::Page& page) {
        return orders_.Versions(call, id, page);
      },
      [](const OrderVersion& version) { return std::to_string(version.version); },
      [](auto& answer, const OrderVersion& version) { *answer.add_versions() = ToProto(version); });
}

grpc::Status ContractsHandler::CreateContract(grpc::ServerContext* context,
                                              const v1::CreateContractRequest* request,
                                              v1::CreateContractResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewContract& details) {
        return contracts_.Create(call, details);
      },
      [](auto& answer, const Contract& contract) {
        *answer.mutable_contract() = ToProto(contract);
      });
}

grpc::Status ContractsHandler::GetContract(grpc::ServerContext* context,
                                           const v1::GetContractRequest* request,
                                           v1::GetContractResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ContractId& id) { return contracts_.Get(call, id); },
      [](auto& answer, const Contract& contract) {
        *answer.mutable_contract() = ToProto(contract);
      });
}

grpc::Status ContractsHandler::ListContracts(grpc::ServerContext* context,
                                             const v1::ListContractsRequest* request,
                                             v1::ListContractsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ContractFilter& filter, const rpc::Page& page) {
        return contracts_.List(call, filter, page);
      },
      [](const Contract& contract) { return contract.details.number; },
      [](auto& answer, const Contract& contract) { *answer.add_contracts() = ToProto(contract); });
}

grpc::Status ContractsHandler::AmendContract(grpc::ServerContext* context,
                                             const v1::AmendContractRequest* request,
                                             v1::AmendContractResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ContractAmendment& amendment) {
        return contracts_.Amend(call, amendment);
      },
      [](auto& answer, const Contract& contract) {
        *answer.mutable_contract() = ToProto(contract);
      });
}

grpc::Status ContractsHandler::ListContractVersions(grpc::ServerContext* context,
                                                    const v1::ListContractVersionsRequest* request,
                                                    v1::ListContractVersionsResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ContractId& id, const rpc::Page& page) {
        return contracts_.Versions(call, id, page);
      },
      [](const ContractVersion& version) { return std::to_string(version.version); },
      [](auto& answer, const ContractVersion& version) {
        *answer.add_versions() = ToProto(version);
      });
}

grpc::Status ContractsHandler::ImportContracts(grpc::ServerContext* context,
                                               const v1::ImportContractsRequest* request,
                                               v1::ImportContractsResponse* response) {
  return rpc::Imported<v1::CreateContractRequest>(
      calls_, context, *request, response, ContractFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewContract>>& rows) {
        return contracts_.Import(call, rows);
      });
}

grpc::Status ContractsHandler::CreateAssessment(grpc::ServerContext* context,
                                                const v1::CreateAssessmentRequest* request,
                                                v1::CreateAssessmentResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewAssessment& details) {
        return assessments_.Create(call, details);
      },
      [](auto& answer, const Assessment& one) { *answer.mutable_assessment() = ToProto(one); });
}

grpc::Status ContractsHandler::ListAssessments(grpc::ServerContext* context,
                                               const v1::ListAssessmentsRequest* request,
                                               v1::ListAssessmentsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const AssessmentFilter& filter, const rpc::Page& page) {
        return assessments_.List(call, filter, page);
      },
      [](const Assessment& one) {
        return std::vector<std::string>{one.details.month.ToString(), one.assessment_id.text()};
      },
      [](auto& answer, const Assessment& one) { *answer.add_assessments() = ToProto(one); });
}

grpc::Status ContractsHandler::ImportAssessments(grpc::ServerContext* context,
                                                 const v1::ImportAssessmentsRequest* request,
                                                 v1::ImportAssessmentsResponse* response) {
  return rpc::Imported<v1::CreateAssessmentRequest>(
      calls_, context, *request, response, AssessmentFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<NewAssessment>>& rows) {
        return assessments_.Import(call, rows);
      });
}

grpc::Status ContractsHandler::ListCalendarDays(grpc::ServerContext* context,
                                                const v1::ListCalendarDaysRequest* request,
                                                v1::ListCalendarDaysResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const CalendarFilter& filter, const rpc::Page& page) {
        return calendar_.List(call, filter, page);
      },
      [](const CalendarDay& day) { return day.date.ToString(); },
      [](auto& answer, const CalendarDay& day) { *answer.add_calendar_days() = ToProto(day); });
}

grpc::Status ContractsHandler::ImportCalendarDays(grpc::ServerContext* context,
                                                  const v1::ImportCalendarDaysRequest* request,
                                                  v1::ImportCalendarDaysResponse* response) {
  return rpc::Imported<v1::CalendarDay>(
      calls_, context, *request, response, CalendarFile, kDecode,
      [this](rpc::Call& call, std::vector<rpc::ImportRow<CalendarDay>>& rows) {
        return calendar_.Import(call, rows);
      });
}

}  // namespace tirek::contracts
