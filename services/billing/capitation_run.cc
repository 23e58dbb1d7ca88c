#include "services/billing/capitation_run.h"

namespace tirek::billing {

std::string GroundOf(const capitation::Line& line) {
  if (line.status == capitation::LineStatus::kDenied) return "DENIED";
  return line.ground == capitation::LineGround::kAbsence ? "PAID_ABSENCE" : "ATTENDED";
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

}  // namespace tirek::billing
