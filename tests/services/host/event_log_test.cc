// The log: one JSON object a line, whatever the values hold.
#include "services/host/event_log.h"

#include <sstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <spdlog/sinks/ostream_sink.h>

namespace tirek {
namespace {

using host::LogLevel;

struct Written {
  explicit Written(LogLevel least)
      : log(least, std::make_shared<spdlog::sinks::ostream_sink_mt>(text)) {}

  std::vector<nlohmann::json> Lines() const {
    std::vector<nlohmann::json> lines;
    std::istringstream stream(text.str());
    for (std::string line; std::getline(stream, line);) {
      lines.push_back(nlohmann::json::parse(line));
    }
    return lines;
  }

  std::ostringstream text;
  host::EventLog log;
};

TEST_CASE("values with quotes, line breaks, braces and broken UTF-8 stay within their line") {
  Written written(LogLevel::kInfo);
  written.log.Write(LogLevel::kInfo, "odd",
                    {{"quote", "\"\\"},
                     {"break", "a\nb"},
                     {"brace", "{} {0}"},
                     {"none", ""},
                     {"broken", "\xff"},
                     {"kazakh", "Тірек"},
                     {"number", 7}});
  const auto lines = written.Lines();
  REQUIRE(lines.size() == 1);
  CHECK(lines[0]["event"] == "odd");
  CHECK(lines[0]["level"] == "info");
  CHECK(lines[0]["quote"] == "\"\\");
  CHECK(lines[0]["break"] == "a\nb");
  CHECK(lines[0]["brace"] == "{} {0}");
  CHECK(lines[0]["broken"] == "\xEF\xBF\xBD");
  CHECK(lines[0]["kazakh"] == "Тірек");
  CHECK(lines[0]["number"] == 7);
  CHECK(!lines[0].contains("none"));
  const std::string time = lines[0]["time"];
  CHECK(time.size() == 27);
  CHECK(time.back() == 'Z');
}

TEST_CASE("a call is told by its outcome, its duration and its ids") {
  Written written(LogLevel::kInfo);
  rpc::CallRecord call{"RegistryService/CreateProvider",
                       "Ministry",
                       "r-1",
                       grpc::StatusCode::INTERNAL,
                       "INTERNAL",
                       "inc_1",
                       "SQLSTATE 42601",
                       std::chrono::microseconds(1234)};
  written.log.Write(call);
  call = {"RegistryService/GetProvider",
          "Ministry",
          "a name, not an id",
          grpc::StatusCode::OK,
          "",
          "",
          "",
          std::chrono::microseconds(1)};
  written.log.Write(call);
  const auto lines = written.Lines();
  REQUIRE(lines.size() == 2);
  CHECK(lines[0]["level"] == "error");
  CHECK(lines[0]["method"] == "RegistryService/CreateProvider");
  CHECK(lines[0]["code"] == "INTERNAL");
  CHECK(lines[0]["duration_us"] == 1234);
  CHECK(lines[0]["principal"] == "Ministry");
  CHECK(lines[0]["request_id"] == "r-1");
  CHECK(lines[0]["incident_id"] == "inc_1");
  CHECK(lines[1]["level"] == "info");
  CHECK(!lines[1].contains("reason"));
  // It was refused as an id, and may be anything.
  CHECK(!lines[1].contains("request_id"));
}

TEST_CASE("lines below the chosen level are not written") {
  Written written(LogLevel::kWarning);
  written.log.Write(LogLevel::kInfo, "quiet", {});
  written.log.Write(LogLevel::kWarning, "loud", {});
  CHECK(written.Lines().size() == 1);
  CHECK(host::ParseLogLevel("warning"));
  const auto unknown = host::ParseLogLevel("verbose");
  REQUIRE(!unknown);
  CHECK(unknown.error().reason == "LOG_LEVEL_UNKNOWN");
}

}  // namespace
}  // namespace tirek
