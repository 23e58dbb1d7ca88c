#include "services/billing/comparison_table.h"

#include <utility>
#include <vector>

namespace tirek::billing {
namespace {

using capitation::Line;
using capitation::LineChange;

std::string TerritoryOf(const Line& line, const std::map<std::string, std::string>& territories) {
  const auto found = territories.find(line.placement_id);
  return found == territories.end() ? "" : found->second;
}

// A side without lines has the other's currency.
Result<void> Subtract(Difference& row) {
  if (row.before.is_zero()) row.before = Money::FromMinor(0, row.after.currency());
  if (row.after.is_zero()) row.after = Money::FromMinor(0, row.before.currency());
  TIREK_ASSIGN_OR_RETURN(row.difference, row.after.Minus(row.before));
  return {};
}

}  // namespace

Result<void> ComparisonTable::Add(std::span<const Line> before, std::span<const Line> after,
                                  const Territories& territories) {
  before_.Add(before);
  after_.Add(after);
  for (const Line& line : before) {
    TIREK_RETURN_IF_ERROR(Count(line, territories, &Difference::before));
  }
  for (const Line& line : after) {
    TIREK_RETURN_IF_ERROR(Count(line, territories, &Difference::after));
  }
  for (const LineChange& change : capitation::ChangesBetween(before, after)) {
    if (!IsWanted(change.any())) continue;
    ++comparison_.total.lines;
    ++providers_[change.any().provider_id].lines;
    ++territory_sums_[TerritoryOf(change.any(), territories)].lines;
    if (wanted_.by == Grouping::kLine) TIREK_RETURN_IF_ERROR(AddLine(change, territories));
  }
  return {};
}

Result<Comparison> ComparisonTable::Finish() {
  TIREK_RETURN_IF_ERROR(Subtract(comparison_.total));
  TIREK_RETURN_IF_ERROR(JudgeProviders());
  TIREK_RETURN_IF_ERROR(AddSums());
  comparison_.hash_before = before_.Finish();
  comparison_.hash_after = after_.Finish();
  return std::move(comparison_);
}

bool ComparisonTable::IsWanted(const Line& line) const {
  return wanted_.provider_id.empty() || wanted_.provider_id == line.provider_id;
}

Result<void> ComparisonTable::Count(const Line& line, const Territories& territories,
                                    Money Difference::*side) {
  if (!IsWanted(line)) return {};
  for (Difference* sum : {&comparison_.total, &providers_[line.provider_id],
                          &territory_sums_[TerritoryOf(line, territories)]}) {
    if ((sum->*side).is_zero()) sum->*side = Money::FromMinor(0, line.amount.currency());
    TIREK_ASSIGN_OR_RETURN(sum->*side, (sum->*side).Plus(line.amount));
  }
  return {};
}

Result<void> ComparisonTable::JudgeProviders() {
  for (auto& [provider_id, sum] : providers_) {
    TIREK_RETURN_IF_ERROR(Subtract(sum));
    if (sum.difference.minor() > 0) ++comparison_.winners;
    if (sum.difference.minor() < 0) ++comparison_.losers;
  }
  return {};
}

Result<void> ComparisonTable::AddLine(const LineChange& change, const Territories& territories) {
  const Line& line = change.any();
  Difference row;
  row.provider_id = line.provider_id;
  row.territory = TerritoryOf(line, territories);
  row.contract_id = line.contract_id;
  row.placement_id = line.placement_id;
  row.start_date = line.period.start;
  row.lines = 1;
  if (change.before != nullptr) row.before = change.before->amount;
  if (change.after != nullptr) row.after = change.after->amount;
  row.changes = ChangeText(change);
  TIREK_RETURN_IF_ERROR(Subtract(row));
  List(std::move(row));
  return {};
}

Result<void> ComparisonTable::AddSums() {
  if (wanted_.by == Grouping::kProvider) {
    for (auto& [provider_id, sum] : providers_) {
      sum.provider_id = provider_id;
      List(sum);
    }
  }
  if (wanted_.by == Grouping::kTerritory) {
    for (auto& [territory, sum] : territory_sums_) {
      TIREK_RETURN_IF_ERROR(Subtract(sum));
      sum.territory = territory;
      List(sum);
    }
  }
  return {};
}

void ComparisonTable::List(Difference row) {
  if (comparison_.differences.size() < static_cast<std::size_t>(wanted_.limit)) {
    comparison_.differences.push_back(std::move(row));
  } else {
    ++comparison_.not_listed;
  }
}

}  // namespace tirek::billing
