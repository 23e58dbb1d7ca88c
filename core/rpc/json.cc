#include "core/rpc/json.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <google/protobuf/util/json_util.h>
#include <nlohmann/json.hpp>

#include "core/base/assert.h"
#include "core/base/field_check.h"

namespace tirek::rpc {
namespace {

namespace pb = google::protobuf;
using Json = nlohmann::json;

// Remembers the keys of the objects that are open, for JSON itself says nothing of a second one.
class KeyWatch {
 public:
  explicit KeyWatch(FieldCheck& check) : check_(check) {}

  void On(Json::parse_event_t event, const Json& parsed) {
    if (event == Json::parse_event_t::object_start) open_.emplace_back();
    if (event == Json::parse_event_t::object_end) open_.pop_back();
    if (event != Json::parse_event_t::key) return;
    const auto& key = parsed.get_ref<const std::string&>();
    open_.back().last = key;
    if (!open_.back().keys.insert(key).second) {
      check_.Add(Path(), "FIELD_REPEATED", "the field once in its object");
    }
  }

 private:
  struct Object {
    std::set<std::string> keys;
    std::string last;
  };

  std::string Path() const {
    std::string path;
    for (const Object& object : open_) path += (path.empty() ? "" : ".") + object.last;
    return path;
  }

  FieldCheck& check_;
  std::vector<Object> open_;
};

Error NotJson(std::string_view json, std::size_t byte) {
  const std::size_t before = std::min(byte == 0 ? 0 : byte - 1, json.size());
  const auto line = 1 + std::count(json.begin(), json.begin() + static_cast<long>(before), '\n');
  return {ErrorKind::kInvalid,
          "JSON_INVALID",
          "The text is not JSON; the first fault is in line " + std::to_string(line) + ".",
          {{"line", std::to_string(line)}},
          {}};
}

Result<Json> Parse(std::string_view json, FieldCheck& check) {
  KeyWatch watch(check);
  try {
    return Json::parse(json, [&watch](int, Json::parse_event_t event, const Json& parsed) {
      watch.On(event, parsed);
      return true;
    });
  } catch (const Json::parse_error& failure) {
    return NotJson(json, failure.byte);
  } catch (const Json::out_of_range&) {
    return Error{
        ErrorKind::kInvalid, "JSON_INVALID", "The text holds a number beyond every type.", {}, {}};
  }
}

// Judges parsed JSON against a message's descriptor.
class ShapeCheck {
 public:
  explicit ShapeCheck(FieldCheck& check) : check_(check) {}

  void Object(const Json& json, const pb::Descriptor& type, const std::string& path) {
    if (!json.is_object()) return Add(path, "an object in braces");
    std::set<const pb::FieldDescriptor*> seen;
    for (const auto& [key, value] : json.items()) {
      const std::string field_path = path.empty() ? key : path + "." + key;
      const pb::FieldDescriptor* field = FieldOf(type, key);
      if (field == nullptr) {
        check_.Add(field_path, "UNKNOWN_FIELD", "a field of " + type.name());
      } else if (!seen.insert(field).second) {
        check_.Add(field_path, "FIELD_REPEATED", "the field once, in one spelling");
      } else {
        Field(value, *field, field_path);
      }
    }
  }

 private:
  static const pb::FieldDescriptor* FieldOf(const pb::Descriptor& type, const std::string& key) {
    const pb::FieldDescriptor* field = type.FindFieldByName(key);
    return field != nullptr ? field : type.FindFieldByCamelcaseName(key);
  }

  void Add(const std::string& path, std::string expected) {
    check_.Add(path, "FIELD_TYPE", std::move(expected));
  }

  void Field(const Json& json, const pb::FieldDescriptor& field, const std::string& path) {
    if (json.is_null()) return;  // an absent field
    if (!field.is_repeated()) return Value(json, field, path);
    if (!json.is_array()) return Add(path, "a list in square brackets");
    for (std::size_t i = 0; i < json.size(); ++i) {
      Value(json[i], field, path + "[" + std::to_string(i) + "]");
    }
  }

  void Value(const Json& json, const pb::FieldDescriptor& field, const std::string& path) {
    switch (field.cpp_type()) {
      case pb::FieldDescriptor::CPPTYPE_MESSAGE:
        return Message(json, *field.message_type(), path);
      case pb::FieldDescriptor::CPPTYPE_ENUM:
        return Choice(json, *field.enum_type(), path);
      case pb::FieldDescriptor::CPPTYPE_BOOL:
        if (!json.is_boolean()) Add(path, "true or false");
        return;
      case pb::FieldDescriptor::CPPTYPE_INT32:
        return Number(json, std::numeric_limits<std::int32_t>::max(), path);
      case pb::FieldDescriptor::CPPTYPE_INT64:
        // Protobuf itself writes these as texts, because JavaScript would round them.
        if (!json.is_string()) Number(json, std::numeric_limits<std::int64_t>::max(), path);
        return;
      default:
        if (!json.is_string()) Add(path, "a text in quotes");
    }
  }

  void Message(const Json& json, const pb::Descriptor& type, const std::string& path) {
    // Well-known types have spellings of their own, which protobuf judges.
    if (type.full_name().starts_with("google.protobuf.")) return;
    Object(json, type, path);
  }

  void Choice(const Json& json, const pb::EnumDescriptor& type, const std::string& path) {
    if (json.is_string() && type.FindValueByName(json.get_ref<const std::string&>()) != nullptr) {
      return;
    }
    std::string choices;
    for (int i = 1; i < type.value_count(); ++i) {
      choices += (i == 1 ? "" : ", ") + type.value(i)->name();
    }
    check_.Add(path, "CHOICE_UNKNOWN", "one of " + choices);
  }

  void Number(const Json& json, std::int64_t most, const std::string& path) {
    const bool fits = json.is_number_unsigned()
                          ? json.get<std::uint64_t>() <= static_cast<std::uint64_t>(most)
                          : json.is_number_integer() && json.get<std::int64_t>() >= -most - 1;
    if (!fits) Add(path, "a whole number");
  }

  FieldCheck& check_;
};

}  // namespace

Result<void> FromJson(std::string_view json, pb::Message* message) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (json.starts_with(kByteOrderMark)) json.remove_prefix(kByteOrderMark.size());
  FieldCheck check;
  TIREK_ASSIGN_OR_RETURN(const Json parsed, Parse(json, check));
  ShapeCheck(check).Object(parsed, *message->GetDescriptor(), "");
  TIREK_RETURN_IF_ERROR(check.Done());
  pb::util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  const auto status = pb::util::JsonStringToMessage(std::string(json), message, options);
  if (status.ok()) return {};
  return InvalidFields({{"", "FIELD_TYPE", std::string(status.message())}});
}

std::string ToJson(const pb::Message& message) {
  pb::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  TIREK_ASSERT(pb::util::MessageToJsonString(message, &json, options).ok());
  return json;
}

}  // namespace tirek::rpc
