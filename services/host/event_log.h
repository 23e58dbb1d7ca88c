// What happens in the server, one JSON object a line. Never a request's contents.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/rpc/call.h"

namespace spdlog {
class logger;
namespace sinks {
class sink;
}  // namespace sinks
}  // namespace spdlog

namespace tirek::host {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };

// "debug", "info", "warning", "error", "off"; LOG_LEVEL_UNKNOWN (invalid).
Result<LogLevel> ParseLogLevel(std::string_view name);

struct LogField {
  std::string_view name;
  std::variant<std::string, long long> value;  // left out when it is empty text
};

// Safe to use from several threads.
class EventLog {
 public:
  // To the standard error stream.
  explicit EventLog(LogLevel least);
  EventLog(LogLevel least, std::shared_ptr<spdlog::sinks::sink> sink);
  ~EventLog();

  void Write(LogLevel level, std::string_view event, std::initializer_list<LogField> fields);
  void Write(const rpc::CallRecord& call);

 private:
  SystemClock clock_;  // a log tells when a line was written, whatever time the services are given
  std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace tirek::host
