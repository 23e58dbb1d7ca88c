#include "services/settlement/advance_handler.h"

#include "core/rpc/shapes.h"
#include "services/settlement/advance_codec.h"
#include "services/settlement/advance_service.h"

namespace tirek::settlement {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPut = [](auto& answer, const Advance& advance) {
  *answer.mutable_advance() = ToProto(advance);
};

}  // namespace

grpc::Status AdvanceHandler::RequestAdvance(grpc::ServerContext* context,
                                            const v1::RequestAdvanceRequest* request,
                                            v1::RequestAdvanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewAdvance& wanted) {
        return settlement::RequestAdvance(call, wanted, ids_);
      },
      kPut);
}

grpc::Status AdvanceHandler::ApproveAdvance(grpc::ServerContext* context,
                                            const v1::ApproveAdvanceRequest* request,
                                            v1::ApproveAdvanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const AdvanceDecision& decision) {
        return settlement::ApproveAdvance(call, decision);
      },
      kPut);
}

grpc::Status AdvanceHandler::CancelAdvance(grpc::ServerContext* context,
                                           const v1::CancelAdvanceRequest* request,
                                           v1::CancelAdvanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const AdvanceDecision& decision) {
        return settlement::CancelAdvance(call, decision);
      },
      kPut);
}

grpc::Status AdvanceHandler::RecoupAdvance(grpc::ServerContext* context,
                                           const v1::RecoupAdvanceRequest* request,
                                           v1::RecoupAdvanceResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Recoupment& recoupment) {
        return settlement::RecoupAdvance(call, recoupment);
      },
      kPut);
}

grpc::Status AdvanceHandler::ListAdvances(grpc::ServerContext* context,
                                          const v1::ListAdvancesRequest* request,
                                          v1::ListAdvancesResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [](rpc::Call& call, const AdvanceFilter& filter, const rpc::Page& page) {
        return settlement::ListAdvances(call, filter, page);
      },
      [](const Advance& advance) { return advance.advance_id.text(); },
      [](auto& answer, const Advance& advance) { *answer.add_advances() = ToProto(advance); });
}

}  // namespace tirek::settlement
