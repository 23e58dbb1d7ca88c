#include "billing/capitation/fast/fast_month.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "billing/capitation/fast/claims.h"
#include "billing/capitation/fast/unfold.h"
#include "billing/capitation/month.h"

namespace tirek::capitation::fast {
namespace {

// The order of capitation::ComputeMonth.
bool ComesBefore(const Line& a, const Line& b) {
  return std::tie(a.provider_id, a.contract_id, a.placement_id, a.period.start, a.reason) <
         std::tie(b.provider_id, b.contract_id, b.placement_id, b.period.start, b.reason);
}

}  // namespace

FastRun::FastRun(const MonthColumns& columns, const CompiledMonth& compiled)
    : columns_(columns),
      compiled_(compiled),
      coupled_(CoupledPlacements(columns, compiled)),
      sets_(SplitCoupled(columns, coupled_, Kernel(columns, compiled))),
      judgements_(JudgeClaims(columns, compiled, sets_.for_kernel)) {}

void FastRun::Compute(std::uint32_t first, std::uint32_t last, Part& part) const {
  Kernel kernel(columns_, compiled_);
  const std::vector<std::uint32_t>& judged = sets_.for_kernel;
  auto next = std::lower_bound(judged.begin(), judged.end(), first);
  for (std::uint32_t placement = first; placement < last; ++placement) {
    if (next != judged.end() && *next == placement) {
      const auto index = static_cast<std::size_t>(next++ - judged.begin());
      kernel.AppendJudged(placement, judgements_[index], part.lines);
    } else if (coupled_[placement] || !kernel.AppendLines(placement, part.lines)) {
      part.for_reference.push_back(placement);
    }
  }
}

Result<std::vector<Line>> FastRun::ComputeByReference(
    std::span<const std::uint32_t> placements) const {
  if (placements.empty()) return std::vector<Line>();
  MonthFacts facts = columns_.common();
  std::unordered_set<std::string_view> persons;
  facts.placements.reserve(placements.size());
  for (const std::uint32_t placement : placements) {
    facts.placements.push_back(columns_.FactsOf(placement));
    persons.insert(columns_.person_id(placement));
  }
  std::erase_if(facts.persons, [&persons](const PersonFacts& person) {
    return !persons.contains(person.person_id);
  });
  return capitation::ComputeMonth(facts);
}

Result<FastMonth> ComputeColumns(const MonthColumns& columns, const CompiledMonth& compiled) {
  const FastRun run(columns, compiled);
  FastRun::Part all;
  run.Compute(0, static_cast<std::uint32_t>(columns.size()), all);
  TIREK_ASSIGN_OR_RETURN(auto referenced, run.ComputeByReference(all.for_reference));
  return FastMonth{std::move(all.lines), std::move(referenced)};
}

Result<std::vector<Line>> ComputeMonth(const MonthFacts& facts) {
  TIREK_ASSIGN_OR_RETURN(const MonthColumns columns, ColumnsOf(facts));
  CompiledMonth compiled;
  compiled.Extend(columns);
  TIREK_ASSIGN_OR_RETURN(FastMonth month, ComputeColumns(columns, compiled));
  std::vector<Line> lines = std::move(month.referenced);
  for (const FastLine& fast : month.lines) {
    TIREK_ASSIGN_OR_RETURN(Line line, Unfold(fast, columns, compiled));
    // The sum that is paid is the kernel's; one that its trace does not explain is never written.
    TIREK_ASSERT((line.reason ? line.denied_amount : line.amount).minor() == fast.amount_minor);
    lines.push_back(std::move(line));
  }
  std::sort(lines.begin(), lines.end(), ComesBefore);
  return lines;
}

}  // namespace tirek::capitation::fast
