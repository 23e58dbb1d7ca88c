#include "cli/request.h"

#include <array>
#include <istream>
#include <set>
#include <utility>

#include "cli/exit_code.h"
#include "cli/field.h"
#include "cli/field_value.h"
#include "cli/id_lookup.h"
#include "cli/input_file.h"
#include "cli/request_file.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

using FieldText = std::pair<const pb::FieldDescriptor*, std::string>;

// A random UUID (RFC 9562, section 5.4).
std::string NewRequestId(Random& random) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<std::uint8_t, 16> bytes{};
  random.Fill(bytes);
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[bytes[i] >> 4U];
    text += kDigits[bytes[i] & 0x0FU];
  }
  return text;
}

// The positional id joins the flags, as if it had been given by its own.
Result<std::vector<FieldText>> FieldsOf(const Arguments& arguments) {
  std::vector<FieldText> fields = arguments.fields;
  if (arguments.positionals.empty()) return fields;
  const Command& command = *arguments.command;
  const bool takes_file = command.file_field() != nullptr;
  const pb::FieldDescriptor* id = command.positional_id();
  const bool takes_word = takes_file || id != nullptr;
  if (!takes_word || arguments.positionals.size() > 1) {
    return WrongUsage("unexpected word '" + Printable(arguments.positionals[takes_word ? 1 : 0]) +
                      "'; see `tirek " + command.words() + " --help`");
  }
  if (takes_file) return fields;
  for (const FieldText& field : fields) {
    if (field.first == id) return WrongUsage("--" + FlagNameOf(id) + " is given twice");
  }
  fields.emplace_back(id, arguments.positionals[0]);
  return fields;
}

Result<void> ReadFiles(const Arguments& arguments, std::istream& in, pb::Message* request) {
  const std::string from = arguments.Get(Option::kFrom);
  const pb::FieldDescriptor* file = arguments.command->file_field();
  const bool has_file = file != nullptr && !arguments.positionals.empty();
  if (from == "-" && has_file && arguments.positionals[0] == "-") {
    return WrongUsage("the standard input cannot be both --from and FILE");
  }
  if (arguments.Has(Option::kFrom)) {
    TIREK_ASSIGN_OR_RETURN(const std::string json, ReadInput(from, in));
    TIREK_RETURN_IF_ERROR(ReadRequest(json, request));
  }
  if (file == nullptr) return {};
  if (has_file && arguments.command->is_upload()) return {};
  if (has_file) {
    TIREK_ASSIGN_OR_RETURN(std::string bytes, ReadInput(arguments.positionals[0], in));
    request->GetReflection()->SetString(request, file, std::move(bytes));
  } else if (!arguments.Has(Option::kFrom)) {
    return WrongUsage("`tirek " + arguments.command->words() +
                      "` expects a FILE, - for the standard input");
  }
  return {};
}

// All that can be judged without the server, so that every wrong flag is named at once.
Result<void> SetFields(const std::vector<FieldText>& fields, pb::Message* request) {
  std::vector<Violation> violations;
  std::set<const pb::FieldDescriptor*> seen;
  for (const auto& [field, text] : fields) {
    // What a flag gives replaces what --from gave, also the elements of a list.
    if (seen.insert(field).second) request->GetReflection()->ClearField(request, field);
    const Result<void> set = SetField(field, text, request);
    if (set) continue;
    const auto& found = set.error().violations;
    violations.insert(violations.end(), found.begin(), found.end());
  }
  if (violations.empty()) return {};
  return WrongFlags(std::move(violations));
}

Result<void> LookUpIds(const std::vector<FieldText>& fields, const Caller& caller,
                       pb::Message* request) {
  for (const auto& [field, text] : fields) {
    if (!IsIdField(field)) continue;
    TIREK_ASSIGN_OR_RETURN(const std::string id, ToId(field, text, caller));
    request->GetReflection()->SetString(request, field, id);
  }
  return {};
}

}  // namespace

Result<Caller::Message> BuildRequest(const Arguments& arguments, std::istream& in, Random& random,
                                     const Caller& caller) {
  Caller::Message request = Schema::Get().New(arguments.command->method->input_type());
  TIREK_ASSIGN_OR_RETURN(const std::vector<FieldText> fields, FieldsOf(arguments));
  TIREK_RETURN_IF_ERROR(ReadFiles(arguments, in, request.get()));
  TIREK_RETURN_IF_ERROR(SetFields(fields, request.get()));
  TIREK_RETURN_IF_ERROR(LookUpIds(fields, caller, request.get()));
  const pb::FieldDescriptor* id = request->GetDescriptor()->FindFieldByName("request_id");
  if (id != nullptr && TextOf(*request, "request_id").empty()) {
    request->GetReflection()->SetString(request.get(), id, NewRequestId(random));
  }
  return request;
}

std::string TextOf(const pb::Message& message, const char* field) {
  const pb::FieldDescriptor* found = message.GetDescriptor()->FindFieldByName(field);
  if (found == nullptr || ShapeOf(found) != Shape::kText || found->is_repeated()) return "";
  return message.GetReflection()->GetString(message, found);
}

bool IsDryRun(const pb::Message& request) {
  const pb::FieldDescriptor* field = request.GetDescriptor()->FindFieldByName("validate_only");
  return field != nullptr && request.GetReflection()->GetBool(request, field);
}

}  // namespace tirek::cli
