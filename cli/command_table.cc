#include "cli/command_table.h"

#include <algorithm>
#include <array>

#include "cli/field.h"

namespace tirek::cli {

bool Command::is_list() const {
  return method->output_type()->FindFieldByName("next_page_token") != nullptr;
}

const pb::FieldDescriptor* Command::file_field() const {
  return FirstField(method->input_type(), Shape::kBytes, false);
}

const pb::FieldDescriptor* Command::positional_id() const {
  // What is created has no id yet: its first id names something else, which a reader must see.
  if (method->name().starts_with("Create")) return nullptr;
  constexpr std::array<std::string_view, 4> kOfEveryCall = {"request_id", "validate_only",
                                                            "page_size", "page_token"};
  const pb::Descriptor* input = method->input_type();
  for (int i = 0; i < input->field_count(); ++i) {
    const pb::FieldDescriptor* field = input->field(i);
    if (std::find(kOfEveryCall.begin(), kOfEveryCall.end(), field->name()) != kOfEveryCall.end()) {
      continue;
    }
    return IsIdField(field) ? field : nullptr;
  }
  return nullptr;
}

const CommandTable& CommandTable::Get() {
  static const CommandTable table;
  return table;
}

CommandTable::CommandTable() {
  for (const pb::ServiceDescriptor* service : Schema::Get().services()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const pb::MethodDescriptor* method = service->method(i);
      const common::v1::MethodRule& rule = method->options().GetExtension(common::v1::rule);
      const std::size_t space = rule.command().find(' ');
      if (space == std::string::npos) continue;
      commands_.push_back(
          {rule.command().substr(0, space), rule.command().substr(space + 1), method, rule});
    }
  }
}

const Command* CommandTable::Find(std::string_view noun, std::string_view verb) const {
  for (const Command& command : commands_) {
    if (command.noun == noun && command.verb == verb) return &command;
  }
  return nullptr;
}

std::vector<const Command*> CommandTable::OfNoun(std::string_view noun) const {
  std::vector<const Command*> found;
  for (const Command& command : commands_) {
    if (command.noun == noun) found.push_back(&command);
  }
  return found;
}

std::vector<std::string> CommandTable::nouns() const {
  std::vector<std::string> nouns;
  for (const Command& command : commands_) {
    if (std::find(nouns.begin(), nouns.end(), command.noun) == nouns.end()) {
      nouns.push_back(command.noun);
    }
  }
  return nouns;
}

}  // namespace tirek::cli
