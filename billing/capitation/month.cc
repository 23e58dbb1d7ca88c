#include "billing/capitation/month.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "billing/capitation/judge.h"
#include "billing/capitation/price.h"
#include "billing/capitation/shares.h"

namespace tirek::capitation {
namespace {

using StretchesByPlacement = std::map<std::string, std::vector<Stretch>>;

void AddRow(std::vector<Stretch>& stretches, JudgedRow judged) {
  const auto alike = std::find_if(stretches.begin(), stretches.end(), [&judged](const Stretch& s) {
    return s.treatment == judged.treatment;
  });
  if (alike == stretches.end()) {
    stretches.push_back({std::move(judged.treatment), {std::move(judged.row)}});
  } else {
    alike->rows.push_back(std::move(judged.row));
  }
}

// A total order: a placement has one row a date, whose parts under caps differ in their reasons.
bool ComesBefore(const PricedLine& a, const PricedLine& b) {
  return std::tie(a.line.provider_id, a.line.contract_id, a.line.placement_id, a.line.period.start,
                  a.line.reason) < std::tie(b.line.provider_id, b.line.contract_id,
                                            b.line.placement_id, b.line.period.start,
                                            b.line.reason);
}

StretchesByPlacement StretchesOf(const MonthFacts& facts) {
  Judge judge;
  StretchesByPlacement stretches;
  for (const Row& row : RowsInOrderOfClaim(facts)) {
    for (JudgedRow& part : judge.Next(row)) {
      AddRow(stretches[row.placement->placement_id], std::move(part));
    }
  }
  return stretches;
}

}  // namespace

Result<std::vector<Line>> ComputeMonth(const MonthFacts& facts) {
  std::vector<Violation> violations = CheckFacts(facts);
  if (!violations.empty()) return InvalidFields(std::move(violations));

  const StretchesByPlacement stretches = StretchesOf(facts);
  std::vector<PricedLine> priced;
  for (const auto& [placement_id, of_placement] : stretches) {
    for (const Stretch& stretch : of_placement) {
      TIREK_ASSIGN_OR_RETURN(Line line, PriceStretch(stretch));
      priced.push_back({std::move(line), &stretch});
    }
  }
  std::sort(priced.begin(), priced.end(), ComesBefore);
  TIREK_RETURN_IF_ERROR(DividePrices(priced));
  std::vector<Line> lines;
  lines.reserve(priced.size());
  for (PricedLine& line : priced) lines.push_back(std::move(line.line));
  return lines;
}

}  // namespace tirek::capitation
