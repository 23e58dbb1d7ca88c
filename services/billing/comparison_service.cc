#include "services/billing/comparison_service.h"

#include <map>
#include <set>

#include "services/billing/capitation_service.h"
#include "services/billing/comparison_table.h"
#include "services/billing/facts_gateway.h"
#include "services/billing/older_transactions.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

using capitation::Line;

void AddTerritories(const MonthRows& rows, std::map<std::string, std::string>& territories) {
  std::map<std::string, std::string> of_places;
  for (const PlaceRow& place : rows.places) of_places[place.place_id] = place.territory.text();
  for (const PlacementRow& placement : rows.placements) {
    territories[placement.placement_id] = of_places[placement.place_id];
  }
}

Error Refused(ErrorKind kind, const char* reason, const char* message) {
  return Error{kind, reason, message, {}, {}};
}

Result<Instant> FromTime(rpc::Call& call, const Comparing& wanted) {
  if (wanted.from_known_at) return *wanted.from_known_at;
  const auto run = RunGateway(call.work()).NewestCompleted(wanted.month);
  if (run) return run->known_at;
  return Refused(ErrorKind::kPrecondition, "RUN_NOT_COMPLETED",
                 "No capitation run of this month is completed.");
}

// The indicators of the providers that have a contract under the order.
std::vector<capitation::IndicatorFacts> IndicatorsUnder(const MonthRows& rows,
                                                        const std::string& order_id) {
  std::set<std::string> providers;
  for (const ContractRow& contract : rows.contracts) {
    if (contract.order_id == order_id) providers.insert(contract.provider_id);
  }
  std::vector<capitation::IndicatorFacts> indicators;
  for (const capitation::IndicatorFacts& indicator : rows.indicators) {
    if (providers.contains(indicator.provider_id)) indicators.push_back(indicator);
  }
  return indicators;
}

}  // namespace

Result<MonthRows> ComparisonService::Load(rpc::Call& call, Month month, Instant known_at) {
  if (!AwaitOlderTransactions(call.work(), stop_)) {
    return Refused(ErrorKind::kUnavailable, "SHUTTING_DOWN", "The server is shutting down.");
  }
  return FactsGateway(call.work()).Load(month, known_at);
}

Result<ComparisonService::Computed> ComparisonService::Compute(rpc::Call& call, Month month,
                                                               Instant known_at) {
  Computed computed;
  TIREK_ASSIGN_OR_RETURN(computed.rows, Load(call, month, known_at));
  TIREK_ASSIGN_OR_RETURN(computed.lines, ComputeLines(computed.rows));
  return computed;
}

Result<Replay> ComparisonService::ReplayMonth(rpc::Call& call, const Replaying& wanted) {
  Replay replay;
  std::string hash_of_run;
  if (wanted.run_id) {
    TIREK_ASSIGN_OR_RETURN(const CapitationRun run, FindRun(call.work(), *wanted.run_id));
    replay.month = run.month;
    replay.known_at = run.known_at;
    hash_of_run = run.result_hash;
  } else {
    replay.month = *wanted.month;
    replay.known_at = wanted.known_at.value_or(call.now());
  }
  TIREK_ASSIGN_OR_RETURN(const Computed computed, Compute(call, replay.month, replay.known_at));
  TIREK_ASSIGN_OR_RETURN(replay.totals, TotalsOf(computed.lines));
  replay.result_hash = capitation::ResultHash(computed.lines);
  replay.same_as_run = replay.result_hash == hash_of_run;
  return replay;
}

Result<Comparison> ComparisonService::Diff(rpc::Call& call, const Comparing& wanted) {
  TIREK_ASSIGN_OR_RETURN(const Instant from, FromTime(call, wanted));
  const Instant to = wanted.to_known_at.value_or(call.now());
  TIREK_ASSIGN_OR_RETURN(const Computed before, Compute(call, wanted.month, from));
  TIREK_ASSIGN_OR_RETURN(const Computed after, Compute(call, wanted.month, to));
  std::map<std::string, std::string> territories;
  AddTerritories(before.rows, territories);
  AddTerritories(after.rows, territories);
  return Compare(before.lines, after.lines, territories, wanted.rows);
}

Result<Comparison> ComparisonService::TryOrder(rpc::Call& call, const TryingOrder& wanted) {
  const Instant known_at = wanted.known_at.value_or(call.now());
  TIREK_ASSIGN_OR_RETURN(Computed facts, Compute(call, wanted.month, known_at));
  bool found = false;
  for (auto& [order_id, order] : facts.rows.orders) {
    if (order.code != wanted.draft.code) continue;
    order = wanted.draft;
    found = true;
  }
  if (!found) {
    return Refused(ErrorKind::kNotFound, "ORDER_NOT_FOUND",
                   "No contract is under an order with the draft's code.");
  }
  TIREK_ASSIGN_OR_RETURN(const std::vector<Line> after, ComputeLines(facts.rows));
  std::map<std::string, std::string> territories;
  AddTerritories(facts.rows, territories);
  return Compare(facts.lines, after, territories, wanted.rows);
}

Result<std::vector<PotShare>> ComparisonService::SharePots(rpc::Call& call,
                                                           const SharingPots& wanted) {
  TIREK_ASSIGN_OR_RETURN(const MonthRows rows,
                         Load(call, wanted.month, wanted.known_at.value_or(call.now())));
  std::vector<PotShare> shares;
  for (const auto& [order_id, order] : rows.orders) {
    if (!wanted.order_code.empty() && order.code != wanted.order_code) continue;
    const auto indicators = IndicatorsUnder(rows, order_id);
    for (const order::Pot& pot : order.pots) {
      if (!pot.period.Contains(wanted.month.period().start)) continue;
      TIREK_ASSIGN_OR_RETURN(const auto parts,
                             capitation::ShareOut(order, pot, wanted.month, indicators));
      for (const capitation::PotPart& part : parts) shares.push_back({order.code, pot.code, part});
    }
  }
  return shares;
}

}  // namespace tirek::billing
