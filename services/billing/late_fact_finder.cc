#include "services/billing/late_fact_finder.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "core/calendar/time_zone.h"
#include "services/billing/coupled_placements.h"
#include "services/billing/facts_gateway.h"

namespace tirek::billing {
namespace {

Month MonthsBefore(Month month, int months) {
  for (int i = 0; i < months; ++i) month = month.Previous();
  return month;
}

PlacementScope ScopeOf(const std::vector<PlacementSpan>& placements) {
  PlacementScope scope;
  for (const PlacementSpan& placement : placements) {
    scope.others.push_back({placement.provider_id, placement.placement_id});
  }
  return scope;
}

// What was recorded of a placement itself, and of its provider.
retro::LateFactsByPlacement FactsByPlacement(const LateFactsOfMonth& facts,
                                             const std::vector<PlacementSpan>& placements) {
  retro::LateFactsByPlacement all = facts.of_placements;
  for (const PlacementSpan& placement : placements) {
    const auto of_provider = facts.of_providers.find(placement.provider_id);
    if (of_provider == facts.of_providers.end()) continue;
    all[placement.placement_id].insert(of_provider->second.begin(), of_provider->second.end());
  }
  return all;
}

Error InMonth(Error error, const Month& month) {
  error.metadata["month"] = month.ToString();
  return error;
}

std::set<std::string> KeysOf(const std::map<std::string, retro::LateFacts>& facts) {
  std::set<std::string> keys;
  for (const auto& [key, of_key] : facts) keys.insert(key);
  return keys;
}

}  // namespace

Result<LateDifferences> LateFactFinder::Find(const LateFactQuery& query) {
  const Month now = Month::Of(Kazakhstan().CivilDayOf(known_at_));
  LateDifferences found;
  found.known_at = known_at_;
  const auto months = gateway_.BilledMonths(query, MonthsBefore(now, query.look_back_months));
  for (const BilledMonth& month : months) found.months.push_back(month.month);
  for (const auto& [month, facts] : gateway_.LateFacts(months)) {
    auto added = AddMonth(month, query, facts, found.claims);
    if (!added) return InMonth(added.error(), month);
  }
  std::sort(found.claims.begin(), found.claims.end(), [](const auto& a, const auto& b) {
    return std::tie(a.claim.provider_id, a.claim.contract_id, a.claim.month) <
           std::tie(b.claim.provider_id, b.claim.contract_id, b.claim.month);
  });
  return found;
}

Result<LateFactFinder::LinesByContract> LateFactFinder::Recompute(
    const Month& month, const std::vector<PlacementSpan>& placements) {
  TIREK_ASSIGN_OR_RETURN(const MonthRows rows,
                         FactsGateway(work_).Load(month, known_at_, ScopeOf(placements)));
  TIREK_ASSIGN_OR_RETURN(auto lines, ComputeLines(rows));
  LinesByContract by_contract;
  for (capitation::Line& line : lines) by_contract[line.contract_id].push_back(std::move(line));
  return by_contract;
}

Result<void> LateFactFinder::AddMonth(const Month& month, const LateFactQuery& query,
                                      const LateFactsOfMonth& facts,
                                      std::vector<ClaimDifferences>& claims) {
  const std::vector<PlacementSpan> placements =
      CoupledPlacements(gateway_, month, KeysOf(facts.of_placements), KeysOf(facts.of_providers));
  if (placements.empty()) return {};
  TIREK_ASSIGN_OR_RETURN(LinesByContract recomputed, Recompute(month, placements));
  StandingLineGateway standing(work_);
  auto billed = standing.Lines(month, placements);
  const retro::LateFactsByPlacement late = FactsByPlacement(facts, placements);
  for (const BilledClaim& claim : standing.Claims(month, query)) {
    TIREK_ASSIGN_OR_RETURN(
        auto differences,
        retro::DifferencesOf(billed[claim.contract_id], recomputed[claim.contract_id], late));
    if (!differences.empty()) claims.push_back({claim, std::move(differences)});
  }
  return {};
}

}  // namespace tirek::billing
