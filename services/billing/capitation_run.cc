#include "services/billing/capitation_run.h"

namespace tirek::billing {

std::string GroundOf(const capitation::Line& line) {
  if (line.status == capitation::LineStatus::kDenied) return "DENIED";
  if (line.ground == capitation::LineGround::kAbsence) return "PAID_ABSENCE";
  return std::string(capitation::LineGroundName(line.ground));
}

std::vector<int> PartsOf(std::span<const capitation::Line> lines) {
  std::vector<int> parts;
  parts.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool follows = i > 0 && lines[i].provider_id == lines[i - 1].provider_id &&
                         lines[i].placement_id == lines[i - 1].placement_id &&
                         lines[i].period.start == lines[i - 1].period.start;
    parts.push_back(follows ? parts.back() + 1 : 0);
  }
  return parts;
}

Result<LineTotals> TotalsOf(std::span<const capitation::Line> lines) {
  LineTotals totals;
  if (lines.empty()) return totals;
  totals.payable = Money::FromMinor(0, lines.front().amount.currency());
  totals.denied = totals.payable;
  for (const capitation::Line& line : lines) {
    TIREK_ASSIGN_OR_RETURN(totals.payable, totals.payable.Plus(line.amount));
    TIREK_ASSIGN_OR_RETURN(totals.denied, totals.denied.Plus(line.denied_amount));
    ++totals.lines;
  }
  return totals;
}

Result<void> Add(LineTotals& totals, const LineTotals& more) {
  if (more.lines == 0) return {};
  if (totals.lines == 0) {
    totals = more;
    return {};
  }
  TIREK_ASSIGN_OR_RETURN(totals.payable, totals.payable.Plus(more.payable));
  TIREK_ASSIGN_OR_RETURN(totals.denied, totals.denied.Plus(more.denied));
  totals.lines += more.lines;
  return {};
}

}  // namespace tirek::billing
