// The gRPC door of matching and of the bank's reports: decode, call, encode.
#pragma once

#include "core/rpc/call.h"
#include "services/settlement/match_service.h"
#include "services/settlement/report_service.h"
#include "tirek/settlement/v1/matching.grpc.pb.h"

namespace tirek::settlement {

class MatchingHandler final : public v1::BankMatchingService::Service {
 public:
  explicit MatchingHandler(const rpc::CallEnvironment& environment)
      : calls_(environment), matches_(environment.ids), reports_(environment.ids) {}

  grpc::Status ListMatchSuggestions(grpc::ServerContext* context,
                                    const v1::ListMatchSuggestionsRequest* request,
                                    v1::ListMatchSuggestionsResponse* response) override;
  grpc::Status AcceptMatch(grpc::ServerContext* context, const v1::AcceptMatchRequest* request,
                           v1::AcceptMatchResponse* response) override;
  grpc::Status UndoMatch(grpc::ServerContext* context, const v1::UndoMatchRequest* request,
                         v1::UndoMatchResponse* response) override;
  grpc::Status ListMatches(grpc::ServerContext* context, const v1::ListMatchesRequest* request,
                           v1::ListMatchesResponse* response) override;
  grpc::Status ListSuspense(grpc::ServerContext* context, const v1::ListSuspenseRequest* request,
                            v1::ListSuspenseResponse* response) override;
  grpc::Status ImportPaymentReport(grpc::ServerContext* context,
                                   const v1::ImportPaymentReportRequest* request,
                                   v1::ImportPaymentReportResponse* response) override;

 private:
  rpc::CallGate calls_;
  MatchService matches_;
  ReportService reports_;
};

}  // namespace tirek::settlement
