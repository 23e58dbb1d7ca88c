#include "services/billing/trace_text.h"

#include <nlohmann/json.hpp>

namespace tirek::billing {

using nlohmann::json;

std::string ToText(const std::vector<capitation::TraceStep>& trace) {
  json steps = json::array();
  for (const capitation::TraceStep& step : trace) {
    steps.push_back({step.rule, step.source_act, step.inputs, step.exact, step.result});
  }
  return steps.dump();
}

std::vector<capitation::TraceStep> TraceOf(const std::string& text) {
  std::vector<capitation::TraceStep> trace;
  for (const json& step : json::parse(text)) {
    trace.push_back({step.at(0), step.at(1), step.at(2), step.at(3), step.at(4)});
  }
  return trace;
}

}  // namespace tirek::billing
