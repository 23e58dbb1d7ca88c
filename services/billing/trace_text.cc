#include "services/billing/trace_text.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tirek::billing {

using nlohmann::json;

namespace {

bool IsPlain(char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

// Hardly any text of a trace has to be escaped.
void AppendQuoted(const std::string& value, std::string& text) {
  if (std::all_of(value.begin(), value.end(), IsPlain)) {
    text += '"';
    text += value;
    text += '"';
  } else {
    text += json(value).dump();
  }
}

}  // namespace

// Without a document in between: every line of a month has its trace.
std::string ToText(const std::vector<capitation::TraceStep>& trace) {
  std::string text = "[";
  for (const capitation::TraceStep& step : trace) {
    text += text.size() == 1 ? "[" : ",[";
    const std::string* values[] = {&step.rule, &step.source_act, &step.inputs, &step.exact,
                                   &step.result};
    for (const std::string* value : values) {
      if (value != values[0]) text += ',';
      AppendQuoted(*value, text);
    }
    text += ']';
  }
  return text + "]";
}

std::vector<capitation::TraceStep> TraceOf(const std::string& text) {
  std::vector<capitation::TraceStep> trace;
  for (const json& step : json::parse(text)) {
    trace.push_back({step.at(0), step.at(1), step.at(2), step.at(3), step.at(4)});
  }
  return trace;
}

}  // namespace tirek::billing
