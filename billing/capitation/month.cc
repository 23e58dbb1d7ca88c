#include "billing/capitation/month.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "billing/capitation/judge.h"
#include "billing/capitation/price.h"

namespace tirek::capitation {
namespace {

using StretchesByPlacement = std::map<std::string, std::vector<Stretch>>;

void AddRow(std::vector<Stretch>& stretches, const Row& row, Treatment treatment) {
  const auto alike =
      std::find_if(stretches.begin(), stretches.end(),
                   [&treatment](const Stretch& s) { return s.treatment == treatment; });
  if (alike == stretches.end()) {
    stretches.push_back({std::move(treatment), {row}});
  } else {
    alike->rows.push_back(row);
  }
}

// A total order: a placement has one row a date, so no two of its lines start on the same day.
bool ComesBefore(const Line& a, const Line& b) {
  return std::tie(a.provider_id, a.contract_id, a.placement_id, a.period.start) <
         std::tie(b.provider_id, b.contract_id, b.placement_id, b.period.start);
}

}  // namespace

Result<std::vector<Line>> ComputeMonth(const MonthFacts& facts) {
  std::vector<Violation> violations = CheckFacts(facts);
  if (!violations.empty()) return InvalidFields(std::move(violations));

  Judge judge;
  StretchesByPlacement stretches;
  for (const Row& row : RowsInOrderOfClaim(facts)) {
    AddRow(stretches[row.placement->placement_id], row, judge.Next(row));
  }
  std::vector<Line> lines;
  for (const auto& [placement_id, of_placement] : stretches) {
    for (const Stretch& stretch : of_placement) {
      TIREK_ASSIGN_OR_RETURN(Line line, PriceStretch(stretch));
      lines.push_back(std::move(line));
    }
  }
  std::sort(lines.begin(), lines.end(), ComesBefore);
  return lines;
}

}  // namespace tirek::capitation
