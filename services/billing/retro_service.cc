#include "services/billing/retro_service.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "core/base/fault.h"
#include "core/calendar/time_zone.h"
#include "services/billing/adjustment_line_gateway.h"
#include "services/billing/late_fact_finder.h"
#include "services/billing/older_transactions.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

using Claims = std::span<const ClaimDifferences>;

Error Refused(ErrorKind kind, const char* reason, const char* message) {
  return Error{kind, reason, message, {}, {}};
}

// A run of such a month would be computed from other facts than the adjustments.
Result<void> RequireNoRun(sql::UnitOfWork& work, Claims claims) {
  std::set<Month> months;
  for (const ClaimDifferences& claim : claims) months.insert(claim.claim.month);
  for (const CapitationRun& run : RunGateway(work).Running()) {
    if (!months.contains(run.month)) continue;
    Error error = Refused(ErrorKind::kPrecondition, "RUN_IN_PROGRESS",
                          "This month is being computed; wait until that run has ended.");
    error.metadata["month"] = run.month.ToString();
    return error;
  }
  return {};
}

// The claims are by provider; takes those of the first one.
Claims TakeProvider(Claims& claims) {
  const auto end = std::find_if(claims.begin(), claims.end(), [&claims](const auto& other) {
    return other.claim.provider_id != claims.front().claim.provider_id;
  });
  const Claims taken = claims.first(static_cast<std::size_t>(end - claims.begin()));
  claims = claims.subspan(taken.size());
  return taken;
}

PostingTerms TermsOf(const rpc::Call& call, const NewAdjustments& wanted, Instant known_at) {
  return {wanted.choice,
          wanted.instalment_percent,
          wanted.query.look_back_months,
          known_at,
          call.now(),
          call.principal().name + "/" + wanted.request_id};
}

}  // namespace

Result<LateDifferences> RetroService::Check(rpc::Call& call, const LateFactQuery& query) {
  if (!AwaitOlderTransactions(call.work(), stop_)) {
    return Refused(ErrorKind::kUnavailable, "SHUTTING_DOWN", "The server is shutting down.");
  }
  return LateFactFinder(call.work(), call.now()).Find(query);
}

Result<std::vector<Adjustment>> RetroService::Post(rpc::Call& call, const NewAdjustments& wanted) {
  AdjustmentGateway gateway(call.work());
  // Two at once would find the same differences.
  if (!gateway.TakePosting()) {
    return Refused(ErrorKind::kConflict, "ADJUSTMENTS_IN_PROGRESS",
                   "Adjustments are being posted by another request; try again when it has ended.");
  }
  TIREK_ASSIGN_OR_RETURN(const LateDifferences found, Check(call, wanted.query));
  TIREK_RETURN_IF_ERROR(RequireNoRun(call.work(), found.claims));
  const PostingTerms terms = TermsOf(call, wanted, found.known_at);
  int last_sequence = gateway.LastSequence(Month::Of(Kazakhstan().CivilDayOf(call.now())));
  std::vector<Adjustment> posted;
  for (Claims claims = found.claims; !claims.empty();) {
    TIREK_ASSIGN_OR_RETURN(auto of_provider, PostProvider(TakeProvider(claims), terms,
                                                          last_sequence, wanted.validate_only));
    last_sequence += static_cast<int>(of_provider.size());
    std::move(of_provider.begin(), of_provider.end(), std::back_inserter(posted));
  }
  if (wanted.validate_only) return posted;
  const bool of_all = wanted.query.provider_id.empty() && wanted.query.order_id.empty();
  if (of_all) gateway.InsertCheck(found.months, found.known_at);
  // Those too that were posted before this request was broken off and sent again.
  return gateway.OfRequest(terms.request_key);
}

Result<std::vector<Adjustment>> RetroService::PostProvider(Claims claims, const PostingTerms& terms,
                                                           int last_sequence, bool validate_only) {
  sql::UnitOfWork work(environment_.database, sql::Scope::Everything());
  TIREK_ASSIGN_OR_RETURN(
      auto posted, AdjustmentPosting(work, environment_.ids, terms).Post(claims, last_sequence));
  if (validate_only) return posted;
  FaultPoint("retro.adjustment_open");
  work.Commit();
  FaultPoint("retro.adjustment_posted");
  return posted;
}

Result<Adjustment> RetroService::Get(rpc::Call& call, const AdjustmentId& id) {
  auto found = AdjustmentGateway(call.work()).Find(id);
  if (found) return *std::move(found);
  return Refused(ErrorKind::kNotFound, "ADJUSTMENT_NOT_FOUND", "There is no such adjustment.");
}

Result<std::vector<Adjustment>> RetroService::List(rpc::Call& call, AdjustmentFilter filter,
                                                   const rpc::Page& page) {
  TIREK_ASSIGN_OR_RETURN(filter.provider_id, call.principal().NarrowedTo(filter.provider_id));
  return AdjustmentGateway(call.work()).List(filter, page);
}

Result<std::vector<AdjustmentLine>> RetroService::ListLines(rpc::Call& call,
                                                            const AdjustmentLineFilter& filter,
                                                            const rpc::Page& page) {
  TIREK_RETURN_IF_ERROR(Get(call, filter.adjustment_id));
  return AdjustmentLineGateway(call.work()).List(filter, page);
}

}  // namespace tirek::billing
