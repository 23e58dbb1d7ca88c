#include "services/host/call_metrics.h"

#include <cstdio>

#include "services/host/code_name.h"

namespace tirek::host {
namespace {

// Seconds with six decimals, exactly.
std::string Seconds(std::int64_t micros) {
  constexpr std::int64_t kMicrosPerSecond = 1'000'000;
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%lld.%06lld",
                static_cast<long long>(micros / kMicrosPerSecond),
                static_cast<long long>(micros % kMicrosPerSecond));
  return text.data();
}

}  // namespace

std::string LabelText(const std::string& value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return text;
}

void CallMetrics::Count(const rpc::CallRecord& call) {
  const std::lock_guard lock(mutex_);
  ++calls_[{call.method, std::string(CodeName(call.code))}];
  Times& times = times_[call.method];
  const std::int64_t micros = call.duration.count();
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    if (micros <= kBounds[i]) ++times.within[i];
  }
  ++times.count;
  times.micros += micros;
}

std::string CallMetrics::Text() const {
  const std::lock_guard lock(mutex_);
  std::string text =
      "# HELP tirek_calls_total Finished calls.\n"
      "# TYPE tirek_calls_total counter\n";
  for (const auto& [labels, count] : calls_) {
    text += "tirek_calls_total{method=\"" + LabelText(labels.first) + "\",code=\"" +
            LabelText(labels.second) + "\"} " + std::to_string(count) + "\n";
  }
  text +=
      "# HELP tirek_call_seconds Time from a call's arrival to its answer.\n"
      "# TYPE tirek_call_seconds histogram\n";
  for (const auto& [method, times] : times_) {
    const std::string label = "method=\"" + LabelText(method) + "\"";
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
      text += "tirek_call_seconds_bucket{" + label + ",le=\"" + Seconds(kBounds[i]) + "\"} " +
              std::to_string(times.within[i]) + "\n";
    }
    const std::string count = std::to_string(times.count);
    text += "tirek_call_seconds_bucket{" + label + ",le=\"+Inf\"} " + count + "\n";
    text += "tirek_call_seconds_sum{" + label + "} " + Seconds(times.micros) + "\n";
    text += "tirek_call_seconds_count{" + label + "} " + count + "\n";
  }
  return text;
}

}  // namespace tirek::host
