#include "services/billing/provider_groups.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/sql/rows.h"
#include "services/billing/coupled_placements.h"
#include "services/billing/facts_gateway.h"
#include "services/billing/provider_count_gateway.h"

namespace tirek::billing {
namespace {

bool Contains(const ProviderGroup& group, const std::string& provider_id) {
  return std::binary_search(group.provider_ids.begin(), group.provider_ids.end(), provider_id);
}

// The group's own placements are found by their provider, with or without a day in the month.
PlacementScope ScopeOf(sql::UnitOfWork& work, Month month, Instant known_at,
                       const ProviderGroup& group) {
  PlacementScope scope;
  if (group.is_everything) return scope;
  scope.provider_ids = group.provider_ids;
  LateFactGateway gateway(work, known_at);
  const std::set<std::string> providers(group.provider_ids.begin(), group.provider_ids.end());
  for (PlacementSpan& span : CoupledPlacements(gateway, month, {}, providers)) {
    if (providers.contains(span.provider_id)) continue;
    scope.others.push_back({std::move(span.provider_id), std::move(span.placement_id)});
  }
  return scope;
}

}  // namespace

std::vector<ProviderGroup> ProviderGroups(sql::UnitOfWork& work, Month month,
                                          long long most_placements) {
  std::vector<ProviderGroup> groups;
  long long placements = 0;
  for (PlacementCount& count : ProviderCountGateway(work).Count(month)) {
    if (groups.empty() || placements + count.in_month > most_placements) {
      groups.emplace_back();
      placements = 0;
    }
    placements += count.in_month;
    if (count.in_month > 0) ++groups.back().providers_placed;
    groups.back().provider_ids.push_back(std::move(count.provider_id));
  }
  if (groups.size() == 1) groups.front().is_everything = true;
  return groups;
}

Result<MonthRows> LoadGroup(sql::UnitOfWork& work, Month month, Instant known_at,
                            const ProviderGroup& group, const FactNeeds& also) {
  return FactsGateway(work).Load(month, known_at, ScopeOf(work, month, known_at, group), also);
}

Result<std::vector<capitation::Line>> LinesOfGroup(const MonthRows& rows,
                                                   const ProviderGroup& group,
                                                   ComputeMonthLines compute) {
  TIREK_ASSIGN_OR_RETURN(auto lines, compute(rows));
  std::erase_if(
      lines, [&group](const capitation::Line& line) { return !Contains(group, line.provider_id); });
  return lines;
}

Result<void> ForEachGroup(
    sql::UnitOfWork& work, Month month, Instant known_at,
    const std::function<Result<void>(const MonthRows&, std::vector<capitation::Line>)>& each) {
  for (const ProviderGroup& group : ProviderGroups(work, month)) {
    TIREK_ASSIGN_OR_RETURN(const MonthRows rows, LoadGroup(work, month, known_at, group));
    TIREK_ASSIGN_OR_RETURN(auto lines, LinesOfGroup(rows, group));
    TIREK_RETURN_IF_ERROR(each(rows, std::move(lines)));
  }
  return {};
}

}  // namespace tirek::billing
