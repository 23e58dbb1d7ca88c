#include "services/billing/retro_handler.h"

#include "core/rpc/shapes.h"
#include "services/billing/adjustment_gateway.h"
#include "services/billing/adjustment_line_gateway.h"
#include "services/billing/retro_codec.h"

namespace tirek::billing {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };

}  // namespace

grpc::Status RetroHandler::CheckLateFacts(grpc::ServerContext* context,
                                          const v1::CheckLateFactsRequest* request,
                                          v1::CheckLateFactsResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const LateFactQuery& query) { return retro_.Check(call, query); },
      [](auto& answer, const LateDifferences& found) { answer = ToProto(found); });
}

grpc::Status RetroHandler::PostAdjustments(grpc::ServerContext* context,
                                           const v1::PostAdjustmentsRequest* request,
                                           v1::PostAdjustmentsResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewAdjustments& wanted) { return retro_.Post(call, wanted); },
      [](auto& answer, const std::vector<Adjustment>& posted) {
        for (const Adjustment& adjustment : posted) *answer.add_adjustments() = ToProto(adjustment);
      });
}

grpc::Status RetroHandler::GetAdjustment(grpc::ServerContext* context,
                                         const v1::GetAdjustmentRequest* request,
                                         v1::GetAdjustmentResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const AdjustmentId& id) { return retro_.Get(call, id); },
      [](auto& answer, const Adjustment& adjustment) {
        *answer.mutable_adjustment() = ToProto(adjustment);
      });
}

grpc::Status RetroHandler::ListAdjustments(grpc::ServerContext* context,
                                           const v1::ListAdjustmentsRequest* request,
                                           v1::ListAdjustmentsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const AdjustmentFilter& filter, const rpc::Page& page) {
        return retro_.List(call, filter, page);
      },
      [](const Adjustment& adjustment) { return AdjustmentGateway::KeyOf(adjustment); },
      [](auto& answer, const Adjustment& adjustment) {
        *answer.add_adjustments() = ToProto(adjustment);
      });
}

grpc::Status RetroHandler::ListAdjustmentLines(grpc::ServerContext* context,
                                               const v1::ListAdjustmentLinesRequest* request,
                                               v1::ListAdjustmentLinesResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 3, kDecode,
      [this](rpc::Call& call, const AdjustmentLineFilter& filter, const rpc::Page& page) {
        return retro_.ListLines(call, filter, page);
      },
      [](const AdjustmentLine& line) { return AdjustmentLineGateway::KeyOf(line); },
      [](auto& answer, const AdjustmentLine& line) { *answer.add_lines() = ToProto(line); });
}

}  // namespace tirek::billing
