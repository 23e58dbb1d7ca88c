// Metrics as Prometheus reads them.
#include "services/host/call_metrics.h"

#include <doctest/doctest.h>

namespace tirek {
namespace {

rpc::CallRecord Call(grpc::StatusCode code, int micros) {
  rpc::CallRecord call;
  call.method = "S/M";
  call.code = code;
  call.duration = std::chrono::microseconds(micros);
  return call;
}

bool Has(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

TEST_CASE("calls are counted by method and code, and timed in cumulative buckets") {
  host::CallMetrics metrics;
  metrics.Count(Call(grpc::StatusCode::OK, 1'000));
  metrics.Count(Call(grpc::StatusCode::OK, 1'001));
  metrics.Count(Call(grpc::StatusCode::NOT_FOUND, 60'000'000));
  const std::string text = metrics.Text();
  CAPTURE(text);
  CHECK(Has(text, "# TYPE tirek_calls_total counter"));
  CHECK(Has(text, "tirek_calls_total{method=\"S/M\",code=\"OK\"} 2"));
  CHECK(Has(text, "tirek_calls_total{method=\"S/M\",code=\"NOT_FOUND\"} 1"));
  CHECK(Has(text, "# TYPE tirek_call_seconds histogram"));
  CHECK(Has(text, "tirek_call_seconds_bucket{method=\"S/M\",le=\"0.001000\"} 1"));
  CHECK(Has(text, "tirek_call_seconds_bucket{method=\"S/M\",le=\"0.002500\"} 2"));
  CHECK(Has(text, "tirek_call_seconds_bucket{method=\"S/M\",le=\"10.000000\"} 2"));
  CHECK(Has(text, "tirek_call_seconds_bucket{method=\"S/M\",le=\"+Inf\"} 3"));
  CHECK(Has(text, "tirek_call_seconds_sum{method=\"S/M\"} 60.002001"));
  CHECK(Has(text, "tirek_call_seconds_count{method=\"S/M\"} 3"));
}

TEST_CASE("a label's text cannot break out of its quotes") {
  CHECK(host::LabelText("a\"b\\c\nd") == "a\\\"b\\\\c\\nd");
}

}  // namespace
}  // namespace tirek
