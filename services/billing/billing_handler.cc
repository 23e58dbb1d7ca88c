#include "services/billing/billing_handler.h"

#include "core/rpc/shapes.h"
#include "services/billing/capitation_codec.h"
#include "services/billing/claim_codec.h"
#include "services/billing/claim_gateway.h"
#include "services/billing/comparison_codec.h"
#include "services/billing/line_gateway.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

constexpr auto kDecode = [](const auto& request) { return FromProto(request); };
constexpr auto kPutRun = [](auto& answer, const CapitationRun& run) {
  *answer.mutable_run() = ToProto(run);
};
constexpr auto kPutClaim = [](auto& answer, const Claim& claim) {
  *answer.mutable_claim() = ToProto(claim);
};

constexpr std::chrono::milliseconds kWatchStep(100);

struct Explained {
  CapitationLine line;
  capitation::Language language = capitation::Language::kEnglish;
};

}  // namespace

grpc::Status BillingHandler::CreateCapitationRun(grpc::ServerContext* context,
                                                 const v1::CreateCapitationRunRequest* request,
                                                 v1::CreateCapitationRunResponse* response) {
  grpc::Status status = rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Month& month) { return runs_.Create(call, month); }, kPutRun);
  if (status.ok()) worker_.Wake();
  return status;
}

grpc::Status BillingHandler::GetCapitationRun(grpc::ServerContext* context,
                                              const v1::GetCapitationRunRequest* request,
                                              v1::GetCapitationRunResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const RunId& id) { return runs_.Get(call, id); }, kPutRun);
}

grpc::Status BillingHandler::ListCapitationRuns(grpc::ServerContext* context,
                                                const v1::ListCapitationRunsRequest* request,
                                                v1::ListCapitationRunsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const RunFilter& filter, const rpc::Page& page) {
        return Result(runs_.List(call, filter, page));
      },
      RunGateway::KeyOf,
      [](auto& answer, const CapitationRun& run) { *answer.add_runs() = ToProto(run); });
}

grpc::Status BillingHandler::WatchCapitationRun(
    grpc::ServerContext* context, const v1::WatchCapitationRunRequest* request,
    grpc::ServerWriter<v1::WatchCapitationRunResponse>* writer) {
  return calls_.Stream(context, *request, [&](const rpc::Admission& admission) -> Result<void> {
    TIREK_ASSIGN_OR_RETURN(const RunId id, FromProto(*request));
    std::optional<CapitationRun> shown;
    while (!context->IsCancelled()) {
      {
        sql::UnitOfWork work = calls_.Begin(admission.principal);
        TIREK_ASSIGN_OR_RETURN(CapitationRun run, FindRun(work, id));
        if (run != shown) {
          v1::WatchCapitationRunResponse response;
          *response.mutable_run() = ToProto(run);
          if (!writer->Write(response)) return {};
          shown = std::move(run);
        }
      }
      if (!shown->is_running()) return {};
      if (!stop_.WaitFor(kWatchStep)) {
        return Error{
            ErrorKind::kUnavailable, "SHUTTING_DOWN", "The server is shutting down.", {}, {}};
      }
    }
    return {};
  });
}

grpc::Status BillingHandler::ListCapitationLines(grpc::ServerContext* context,
                                                 const v1::ListCapitationLinesRequest* request,
                                                 v1::ListCapitationLinesResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 5, kDecode,
      [this](rpc::Call& call, const LineFilter& filter, const rpc::Page& page) {
        return runs_.ListLines(call, filter, page);
      },
      LineGateway::KeyOf,
      [](auto& answer, const CapitationLine& line) { *answer.add_lines() = ToProto(line); });
}

grpc::Status BillingHandler::ExplainCapitationLine(grpc::ServerContext* context,
                                                   const v1::ExplainCapitationLineRequest* request,
                                                   v1::ExplainCapitationLineResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Explaining& wanted) -> Result<Explained> {
        TIREK_ASSIGN_OR_RETURN(CapitationLine line, runs_.FindLine(call, wanted.line_id));
        return Explained{std::move(line), wanted.language};
      },
      [](auto& answer, const Explained& explained) {
        for (const auto& step : explained.line.line.trace) {
          *answer.add_steps() = ToProto(step, explained.language);
        }
        *answer.mutable_line() = ToProto(explained.line);
      });
}

grpc::Status BillingHandler::ReplayCapitation(grpc::ServerContext* context,
                                              const v1::ReplayCapitationRequest* request,
                                              v1::ReplayCapitationResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Replaying& wanted) {
        return comparisons_.ReplayMonth(call, wanted);
      },
      [](auto& answer, const Replay& replay) { answer = ToProto(replay); });
}

grpc::Status BillingHandler::DiffCapitation(grpc::ServerContext* context,
                                            const v1::DiffCapitationRequest* request,
                                            v1::DiffCapitationResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Comparing& wanted) { return comparisons_.Diff(call, wanted); },
      [](auto& answer, const Comparison& found) { answer = DiffToProto(found); });
}

grpc::Status BillingHandler::TryOrder(grpc::ServerContext* context,
                                      const v1::TryOrderRequest* request,
                                      v1::TryOrderResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const TryingOrder& wanted) {
        return comparisons_.TryOrder(call, wanted);
      },
      [](auto& answer, const Comparison& found) { answer = TryOrderToProto(found); });
}

grpc::Status BillingHandler::GetPotShares(grpc::ServerContext* context,
                                          const v1::GetPotSharesRequest* request,
                                          v1::GetPotSharesResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const SharingPots& wanted) {
        return comparisons_.SharePots(call, wanted);
      },
      [](auto& answer, const std::vector<PotShare>& shares) {
        for (const PotShare& share : shares) *answer.add_shares() = ToProto(share);
      });
}

grpc::Status BillingHandler::ListCutDays(grpc::ServerContext* context,
                                         const v1::ListCutDaysRequest* request,
                                         v1::ListCutDaysResponse* response) {
  return rpc::ListedBy(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ClaimId& id, const rpc::Page& page) {
        return claims_.ListCutDays(call, id, page);
      },
      [](const CutDay& day) { return std::to_string(day.position); },
      [](auto& answer, const CutDay& day) { *answer.add_cut_days() = ToProto(day); });
}

grpc::Status BillingHandler::CreateClaim(grpc::ServerContext* context,
                                         const v1::CreateClaimRequest* request,
                                         v1::CreateClaimResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const NewClaim& claim) { return claims_.Create(call, claim); },
      kPutClaim);
}

grpc::Status BillingHandler::GetClaim(grpc::ServerContext* context,
                                      const v1::GetClaimRequest* request,
                                      v1::GetClaimResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const ClaimId& id) { return claims_.Get(call, id); }, kPutClaim);
}

grpc::Status BillingHandler::ListClaims(grpc::ServerContext* context,
                                        const v1::ListClaimsRequest* request,
                                        v1::ListClaimsResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 2, kDecode,
      [this](rpc::Call& call, const ClaimFilter& filter, const rpc::Page& page) {
        return claims_.List(call, filter, page);
      },
      [](const Claim& claim) { return ClaimGateway::KeyOf(claim); },
      [](auto& answer, const Claim& claim) { *answer.add_claims() = ToProto(claim); });
}

grpc::Status BillingHandler::ListClaimLines(grpc::ServerContext* context,
                                            const v1::ListClaimLinesRequest* request,
                                            v1::ListClaimLinesResponse* response) {
  return rpc::Listed(
      calls_, context, *request, response, 3, kDecode,
      [this](rpc::Call& call, const ClaimLineFilter& filter, const rpc::Page& page) {
        return claims_.ListLines(call, filter, page);
      },
      [](const ClaimLine& line) { return ClaimGateway::KeyOf(line); },
      [](auto& answer, const ClaimLine& line) { *answer.add_claim_lines() = ToProto(line); });
}

grpc::Status BillingHandler::AdjudicateClaim(grpc::ServerContext* context,
                                             const v1::AdjudicateClaimRequest* request,
                                             v1::AdjudicateClaimResponse* response) {
  return rpc::One(
      calls_, context, *request, response, kDecode,
      [this](rpc::Call& call, const Adjudicating& wanted) {
        return claims_.Adjudicate(call, wanted);
      },
      kPutClaim);
}

}  // namespace tirek::billing
