#include "services/settlement/period_handler.h"

#include "core/rpc/shapes.h"
#include "services/settlement/period_codec.h"
#include "services/settlement/period_service.h"

namespace tirek::settlement {
namespace {

using Key = std::vector<std::string>;

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPut = [](auto& answer, const BooksPeriod& period) {
  *answer.mutable_period() = ToProto(period);
};

}  // namespace

grpc::Status PeriodHandler::SoftClosePeriod(grpc::ServerContext* context,
                                            const v1::SoftClosePeriodRequest* request,
                                            v1::SoftClosePeriodResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const Month& month) { return settlement::SoftClosePeriod(call, month); },
      kPut);
}

grpc::Status PeriodHandler::RequestReopening(grpc::ServerContext* context,
                                             const v1::RequestReopeningRequest* request,
                                             v1::RequestReopeningResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const ReopeningRequest& wanted) {
        return settlement::RequestReopening(call, wanted);
      },
      kPut);
}

grpc::Status PeriodHandler::ApproveReopening(grpc::ServerContext* context,
                                             const v1::ApproveReopeningRequest* request,
                                             v1::ApproveReopeningResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const ReopeningApproval& approval) {
        return settlement::ApproveReopening(call, approval);
      },
      kPut);
}

grpc::Status PeriodHandler::RefuseReopening(grpc::ServerContext* context,
                                            const v1::RefuseReopeningRequest* request,
                                            v1::RefuseReopeningResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const ReopeningRefusal& refusal) {
        return settlement::RefuseReopening(call, refusal);
      },
      kPut);
}

grpc::Status PeriodHandler::ListPeriodEvents(grpc::ServerContext* context,
                                             const v1::ListPeriodEventsRequest* request,
                                             v1::ListPeriodEventsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [](rpc::Call& call, const PeriodEventFilter& filter, const rpc::Page& page) {
        return settlement::ListPeriodEvents(call, filter, page);
      },
      [](const PeriodEvent& event) {
        return Key{event.month, std::to_string(event.number)};
      },
      [](auto& answer, const PeriodEvent& event) { *answer.add_events() = ToProto(event); });
}

}  // namespace tirek::settlement
