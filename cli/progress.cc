#include "cli/progress.h"

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string_view>

#include "cli/field.h"

namespace tirek::cli {
namespace {

struct Count {
  std::string what;  // "providers"
  std::int64_t done = 0;
  std::int64_t total = 0;
};

std::int64_t Number(const pb::Message& message, const pb::FieldDescriptor* field) {
  const pb::Reflection* reflection = message.GetReflection();
  return field->cpp_type() == pb::FieldDescriptor::CPPTYPE_INT32
             ? reflection->GetInt32(message, field)
             : reflection->GetInt64(message, field);
}

// The message that carries the state: the response itself or the thing that it shows.
const pb::Message& Operation(const pb::Message& response) {
  const pb::FieldDescriptor* thing = FirstField(response.GetDescriptor(), Shape::kNested, false);
  return thing == nullptr ? response : response.GetReflection()->GetMessage(response, thing);
}

Count CountOf(const pb::Message& operation) {
  constexpr std::string_view kDone = "_done";
  const pb::Descriptor* type = operation.GetDescriptor();
  for (int i = 0; i < type->field_count(); ++i) {
    const pb::FieldDescriptor* done = type->field(i);
    if (!done->name().ends_with(kDone) || ShapeOf(done) != Shape::kInteger) continue;
    const std::string what = done->name().substr(0, done->name().size() - kDone.size());
    const pb::FieldDescriptor* total = type->FindFieldByName(what + "_total");
    if (total == nullptr || ShapeOf(total) != Shape::kInteger) continue;
    return {what, Number(operation, done), Number(operation, total)};
  }
  return {};
}

// Empty when there is no state.
std::string StateOf(const pb::Message& operation) {
  const pb::FieldDescriptor* field = operation.GetDescriptor()->FindFieldByName("state");
  if (field == nullptr || ShapeOf(field) != Shape::kEnum) return "";
  return ShortName(field->enum_type(), operation.GetReflection()->GetEnumValue(operation, field));
}

std::string Bar(const Count& count) {
  constexpr std::int64_t kWidth = 30;
  const std::int64_t done = std::clamp<std::int64_t>(count.done, 0, count.total);
  const auto filled = count.total > 0 ? static_cast<std::size_t>(kWidth * done / count.total) : 0;
  return "[" + std::string(filled, '#') + std::string(kWidth - filled, '.') + "] ";
}

}  // namespace

void Progress::Show(const pb::Message& message) {
  if (style_ == Style::kNone) return;
  const pb::Message& operation = Operation(message);
  const Count count = CountOf(operation);
  std::string line = StateOf(operation);
  if (!count.what.empty()) {
    line += (line.empty() ? "" : ": ") + std::to_string(count.done) + " of " +
            std::to_string(count.total) + " " + count.what;
    if (style_ == Style::kBar) line = Bar(count) + line;
  }
  if (line.empty() || line == shown_) return;
  shown_ = line;
  if (style_ == Style::kLines) {
    err_ << line << '\n' << std::flush;
  } else {
    err_ << '\r' << line << "\x1b[K" << std::flush;
  }
}

void Progress::End() {
  if (style_ == Style::kBar && !shown_.empty()) err_ << "\r\x1b[K" << std::flush;
}

bool HasFailed(const pb::Message& message) {
  const std::string state = StateOf(Operation(message));
  return state == "failed" || state.ends_with("-failed");
}

}  // namespace tirek::cli
