// A month in groups of providers: what one group comes to is computed from its own facts and those
// that bear on them, so that no more than a group's are held at a time.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/sql/unit_of_work.h"
#include "services/billing/fact_needs.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

struct ProviderGroup {
  std::vector<std::string> provider_ids;  // ascending
  int providers_placed = 0;               // of them those with a placement in the month
  bool is_everything = false;             // no provider is outside of it
};

// Placements of a group, where its first provider alone has no more.
inline constexpr long long kGroupPlacements = 5'000;

// Every provider with a placement of any time in one group, in the order of their ids.
std::vector<ProviderGroup> ProviderGroups(sql::UnitOfWork& work, Month month,
                                          long long most_placements = kGroupPlacements);

// The facts of the group's placements and of those coupled with them, as FactsGateway::Load.
Result<MonthRows> LoadGroup(sql::UnitOfWork& work, Month month, Instant known_at,
                            const ProviderGroup& group, const FactNeeds& also = {});

using ComputeMonthLines = Result<std::vector<capitation::Line>> (*)(const MonthRows&);

// The lines of the group's providers. Fails as ComputeLines.
Result<std::vector<capitation::Line>> LinesOfGroup(const MonthRows& rows,
                                                   const ProviderGroup& group,
                                                   ComputeMonthLines compute = ComputeLines);

// Calls `each` with the lines of one group after another: together they are those of the month in
// their order. The first failure ends it.
Result<void> ForEachGroup(
    sql::UnitOfWork& work, Month month, Instant known_at,
    const std::function<Result<void>(const MonthRows&, std::vector<capitation::Line>)>& each);

}  // namespace tirek::billing
