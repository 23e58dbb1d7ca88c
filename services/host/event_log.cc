#include "services/host/event_log.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "core/rpc/request_fields.h"
#include "services/host/code_name.h"

namespace tirek::host {
namespace {

struct Level {
  LogLevel level;
  std::string_view name;
  spdlog::level::level_enum spdlog;
};

constexpr std::array<Level, 5> kLevels = {{
    {LogLevel::kDebug, "debug", spdlog::level::debug},
    {LogLevel::kInfo, "info", spdlog::level::info},
    {LogLevel::kWarning, "warning", spdlog::level::warn},
    {LogLevel::kError, "error", spdlog::level::err},
    {LogLevel::kOff, "off", spdlog::level::off},
}};

const Level& Of(LogLevel level) {
  return *std::find_if(kLevels.begin(), kLevels.end(),
                       [level](const Level& known) { return known.level == level; });
}

LogLevel LevelOf(const rpc::CallRecord& call) {
  if (!call.incident_id.empty()) return LogLevel::kError;
  if (call.code == grpc::StatusCode::UNAVAILABLE) return LogLevel::kWarning;
  return LogLevel::kInfo;
}

}  // namespace

Result<LogLevel> ParseLogLevel(std::string_view name) {
  for (const Level& known : kLevels) {
    if (known.name == name) return known.level;
  }
  return Error{ErrorKind::kInvalid,
               "LOG_LEVEL_UNKNOWN",
               "There is no log level '" + std::string(name) +
                   "'; it is one of debug, info, warning, error, off.",
               {{"level", std::string(name)}},
               {}};
}

EventLog::EventLog(LogLevel least)
    : EventLog(least, std::make_shared<spdlog::sinks::stderr_sink_mt>()) {}

EventLog::EventLog(LogLevel least, std::shared_ptr<spdlog::sinks::sink> sink)
    : logger_(std::make_unique<spdlog::logger>("tirek", std::move(sink))) {
  logger_->set_pattern("%v");
  logger_->set_level(Of(least).spdlog);
  logger_->flush_on(spdlog::level::debug);
}

EventLog::~EventLog() = default;

void EventLog::Write(LogLevel level, std::string_view event,
                     std::initializer_list<LogField> fields) {
  if (!logger_->should_log(Of(level).spdlog)) return;
  nlohmann::ordered_json line = {
      {"time", ToRfc3339(clock_.Now())}, {"level", Of(level).name}, {"event", event}};
  for (const LogField& field : fields) {
    const std::string name(field.name);
    if (const auto* number = std::get_if<long long>(&field.value)) line[name] = *number;
    const auto* text = std::get_if<std::string>(&field.value);
    if (text != nullptr && !text->empty()) line[name] = *text;
  }
  // Bytes that are no UTF-8 are replaced, not thrown at.
  logger_->log(Of(level).spdlog, "{}",
               line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

void EventLog::Write(const rpc::CallRecord& call) {
  Write(LevelOf(call), "call",
        {{"method", call.method},
         {"code", std::string(CodeName(call.code))},
         {"reason", call.reason},
         {"duration_us", static_cast<long long>(call.duration.count())},
         {"principal", call.principal},
         // Refused ones are not logged: a caller may have put anything there.
         {"request_id", rpc::IsRequestId(call.request_id) ? call.request_id : ""},
         {"incident_id", call.incident_id},
         {"detail", call.detail}});
}

}  // namespace tirek::host
