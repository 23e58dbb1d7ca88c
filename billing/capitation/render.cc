// Lines as text for people.
#include "billing/capitation/line.h"

namespace tirek::capitation {

std::string DatesText(std::span<const CivilDate> dates) {
  std::string text;
  for (std::size_t i = 0; i < dates.size();) {
    std::size_t last = i;
    while (last + 1 < dates.size() && dates[last + 1] - dates[last] == 1) ++last;
    if (!text.empty()) text += ", ";
    text += dates[i].ToString();
    if (last > i) text += " to " + dates[last].ToString();
    i = last + 1;
  }
  return text;
}

std::vector<std::string> RenderTrace(const Line& line) {
  std::string head = "placement " + line.placement_id + ", provider " + line.provider_id +
                     ", contract " + line.contract_id + ", " + DatesText(line.dates) + ", " +
                     std::string(LineGroundName(line.ground));
  if (line.absence) head += " " + std::string(AbsenceReasonName(*line.absence));
  head += ", " + std::string(LineStatusName(line.status));
  if (line.reason) head += " " + std::string(DenialReasonName(*line.reason));
  head += ", " + line.amount.ToString();

  std::vector<std::string> text = {std::move(head)};
  for (const TraceStep& step : line.trace) {
    std::string row =
        "  " + step.rule + ": " + step.inputs + " = " + step.exact + " → " + step.result;
    if (!step.source_act.empty()) row += " [" + step.source_act + "]";
    text.push_back(std::move(row));
  }
  return text;
}

}  // namespace tirek::capitation
