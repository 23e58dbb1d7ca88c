#include "cli/request_file.h"

#include <set>
#include <utility>
#include <vector>

#include <google/protobuf/util/json_util.h>
#include <nlohmann/json.hpp>

#include "cli/exit_code.h"
#include "cli/field.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

using Json = nlohmann::json;

// Parses strictly: of a key that stands twice JSON says nothing, so neither value may win.
Result<Json> ParseStrictly(const std::string& text) {
  std::vector<std::set<std::string>> keys;
  std::string twice;
  const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event == Json::parse_event_t::key) {
      const auto key = parsed.get<std::string>();
      if (!keys.back().insert(key).second && twice.empty()) twice = key;
    }
    return true;
  };
  try {
    Json json = Json::parse(text, watch);
    if (twice.empty()) return json;
    return WrongUsage("the JSON has the key '" + Printable(twice) + "' twice");
  } catch (const Json::exception& failure) {
    const std::string what = failure.what();
    return WrongUsage("not JSON: " + Printable(what.substr(what.find("] ") + 2)));
  }
}

// The one field that holds a message of its own, or nullptr.
const pb::FieldDescriptor* OnlyNested(const pb::Descriptor* type) {
  const pb::FieldDescriptor* only = nullptr;
  for (int i = 0; i < type->field_count(); ++i) {
    if (ShapeOf(type->field(i)) != Shape::kNested) continue;
    if (only != nullptr) return nullptr;
    only = type->field(i);
  }
  return only;
}

// What a list printed may be given back: the token of its last page is empty and says nothing. A
// page of it would be a part taken for the whole.
Result<void> PassOverPageToken(const pb::Descriptor* type, Json& parsed, std::string& whole) {
  constexpr const char* kToken = "next_page_token";
  if (!parsed.is_object() || !parsed.contains(kToken)) return {};
  if (type->FindFieldByName(kToken) != nullptr) return {};
  if (parsed[kToken] != "") {
    return WrongUsage("the JSON is one page of a list; print the whole list with --all");
  }
  parsed.erase(kToken);
  whole = parsed.dump();
  return {};
}

}  // namespace

Result<void> ReadRequest(const std::string& json, pb::Message* request) {
  TIREK_ASSIGN_OR_RETURN(Json parsed, ParseStrictly(json));
  std::string whole = json;
  TIREK_RETURN_IF_ERROR(PassOverPageToken(request->GetDescriptor(), parsed, whole));
  const pb::FieldDescriptor* nested = OnlyNested(request->GetDescriptor());
  if (nested != nullptr && !parsed.contains(nested->name()) &&
      !parsed.contains(nested->json_name()) && parsed.is_array() == nested->is_repeated()) {
    whole = "{\"" + nested->name() + "\":" + whole + "}";
  }
  pb::util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  const auto status = pb::util::JsonStringToMessage(whole, request, options);
  if (status.ok()) return {};
  return WrongUsage("the JSON is not a " + request->GetDescriptor()->name() + ": " +
                    Printable(std::string(status.message())));
}

}  // namespace tirek::cli
