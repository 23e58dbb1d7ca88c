#include "services/billing/comparison_service.h"

#include <map>
#include <set>

#include "billing/capitation/result_hash.h"
#include "services/billing/capitation_service.h"
#include "services/billing/comparison_table.h"
#include "services/billing/facts_gateway.h"
#include "services/billing/older_transactions.h"
#include "services/billing/provider_groups.h"
#include "services/billing/run_gateway.h"

namespace tirek::billing {
namespace {

using capitation::Line;

// By placement.
using Territories = std::map<std::string, std::string>;

void AddTerritories(const MonthRows& rows, Territories& territories) {
  std::map<std::string, std::string> of_places;
  for (const PlaceRow& place : rows.places) of_places[place.place_id] = place.territory.text();
  for (const PlacementRow& placement : rows.placements) {
    territories[placement.placement_id] = of_places[placement.place_id];
  }
}

struct Computed {
  MonthRows rows;
  std::vector<Line> lines;
};

Result<Computed> ComputeGroup(sql::UnitOfWork& work, Month month, Instant known_at,
                              const ProviderGroup& group, const FactNeeds& also = {}) {
  Computed computed;
  TIREK_ASSIGN_OR_RETURN(computed.rows, LoadGroup(work, month, known_at, group, also));
  TIREK_ASSIGN_OR_RETURN(computed.lines, LinesOfGroup(computed.rows, group));
  return computed;
}

// Puts the draft in the place of the orders with its code; false where there is none.
bool Replace(std::map<std::string, order::StateSocialOrder>& orders,
             const order::StateSocialOrder& draft) {
  bool found = false;
  for (auto& [order_id, order] : orders) {
    if (order.code != draft.code) continue;
    order = draft;
    found = true;
  }
  return found;
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

Result<void> ComparisonService::AwaitFacts(rpc::Call& call) {
  if (AwaitOlderTransactions(call.work(), stop_)) return {};
  return Refused(ErrorKind::kUnavailable, "SHUTTING_DOWN", "The server is shutting down.");
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
  TIREK_RETURN_IF_ERROR(AwaitFacts(call));
  capitation::ResultHasher hasher;
  TIREK_RETURN_IF_ERROR(
      ForEachGroup(call.work(), replay.month, replay.known_at,
                   [&](const MonthRows&, const std::vector<Line>& lines) -> Result<void> {
                     hasher.Add(lines);
                     TIREK_ASSIGN_OR_RETURN(const LineTotals totals, TotalsOf(lines));
                     return Add(replay.totals, totals);
                   }));
  replay.result_hash = hasher.Finish();
  replay.same_as_run = replay.result_hash == hash_of_run;
  return replay;
}

Result<Comparison> ComparisonService::Diff(rpc::Call& call, const Comparing& wanted) {
  TIREK_ASSIGN_OR_RETURN(const Instant from, FromTime(call, wanted));
  const Instant to = wanted.to_known_at.value_or(call.now());
  TIREK_RETURN_IF_ERROR(AwaitFacts(call));
  ComparisonTable table(wanted.rows);
  for (const ProviderGroup& group : ProviderGroups(call.work(), wanted.month)) {
    TIREK_ASSIGN_OR_RETURN(const Computed before,
                           ComputeGroup(call.work(), wanted.month, from, group));
    TIREK_ASSIGN_OR_RETURN(const Computed after,
                           ComputeGroup(call.work(), wanted.month, to, group));
    Territories territories;
    AddTerritories(before.rows, territories);
    AddTerritories(after.rows, territories);
    TIREK_RETURN_IF_ERROR(table.Add(before.lines, after.lines, territories));
  }
  return table.Finish();
}

Result<Comparison> ComparisonService::TryOrder(rpc::Call& call, const TryingOrder& wanted) {
  const Instant known_at = wanted.known_at.value_or(call.now());
  TIREK_RETURN_IF_ERROR(AwaitFacts(call));
  TIREK_ASSIGN_OR_RETURN(MonthRows terms,
                         FactsGateway(call.work()).LoadTerms(wanted.month, known_at));
  if (!Replace(terms.orders, wanted.draft)) {
    return Refused(ErrorKind::kNotFound, "ORDER_NOT_FOUND",
                   "No contract is under an order with the draft's code.");
  }
  ComparisonTable table(wanted.rows);
  for (const ProviderGroup& group : ProviderGroups(call.work(), wanted.month)) {
    TIREK_ASSIGN_OR_RETURN(Computed facts, ComputeGroup(call.work(), wanted.month, known_at, group,
                                                        NeedsOf(wanted.draft)));
    Replace(facts.rows.orders, wanted.draft);
    TIREK_ASSIGN_OR_RETURN(const std::vector<Line> after, LinesOfGroup(facts.rows, group));
    Territories territories;
    AddTerritories(facts.rows, territories);
    TIREK_RETURN_IF_ERROR(table.Add(facts.lines, after, territories));
  }
  return table.Finish();
}

Result<std::vector<PotShare>> ComparisonService::SharePots(rpc::Call& call,
                                                           const SharingPots& wanted) {
  TIREK_RETURN_IF_ERROR(AwaitFacts(call));
  TIREK_ASSIGN_OR_RETURN(
      const MonthRows rows,
      FactsGateway(call.work()).LoadTerms(wanted.month, wanted.known_at.value_or(call.now())));
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
