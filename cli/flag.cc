#include "cli/flag.h"

#include <algorithm>

#include "cli/field.h"
#include "cli/natural_key.h"

namespace tirek::cli {
namespace {

std::string Joined(const std::vector<std::string>& words, const char* separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

std::string ValueName(const pb::FieldDescriptor* field) {
  switch (ShapeOf(field)) {
    case Shape::kText:
      return IsIdField(field) ? "ID" : "TEXT";
    case Shape::kInteger:
      return "NUMBER";
    case Shape::kEnum:
      return Joined(ShortNames(field->enum_type()), "|");
    case Shape::kDate:
      return "DATE";
    case Shape::kTimestamp:
      return "TIME";
    case Shape::kDecimal:
      return "DECIMAL";
    case Shape::kMoney:
      return "AMOUNT";
    default:
      return "";
  }
}

// Filters and keys are described where the thing itself is.
std::string CommentOfSameField(const Command& command, const std::string& name) {
  const pb::Descriptor* output = command.method->output_type();
  for (int i = 0; i < output->field_count(); ++i) {
    if (ShapeOf(output->field(i)) != Shape::kNested) continue;
    const pb::FieldDescriptor* field = output->field(i)->message_type()->FindFieldByName(name);
    if (field != nullptr) return CommentOf(field);
  }
  return "";
}

std::string WithSpaces(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

// Of the fields that stand in many requests the meaning is told once, here.
std::string StandardText(const Command& command, const pb::FieldDescriptor* field) {
  const std::string& name = field->name();
  if (name == "request_id") {
    return "Makes a repeat harmless: the same id gives the stored outcome. Random when absent.";
  }
  if (name == "validate_only") return "Judge it like a real run, and store nothing.";
  if (name == "page_size") return "Rows a page, at most 1000.";
  if (name == "page_token") return "Go on where a page ended, with the token it printed.";
  if (const NaturalKey* key = FindNaturalKey(field)) {
    return "The id (" + key->prefix + "_...), or the " + key->noun() + "'s " + key->filter->name() +
           ".";
  }
  if (!CommentOf(field).empty()) return "";
  if (command.is_list()) {
    return ShapeOf(field) == Shape::kBool ? "Also: " + WithSpaces(name) + "."
                                          : "Only those with this " + WithSpaces(name) + ".";
  }
  if (name == "etag") return "The version as it was read; whatever version is there when absent.";
  if (name == "month") return "A month like 2026-10.";
  if (IsIdField(field)) return "The " + WithSpaces(name) + ".";
  if (ShapeOf(field) == Shape::kDate) return "A date like 2026-10-01.";
  return "";
}

std::string FieldText(const Command& command, const pb::FieldDescriptor* field) {
  std::string text = CommentOf(field);
  const auto add = [&](const std::string& more) {
    if (!more.empty()) text += (text.empty() ? "" : " ") + more;
  };
  add(StandardText(command, field));
  if (text.empty()) add(CommentOfSameField(command, field->name()));
  if (text.empty() && ShapeOf(field) == Shape::kEnum) add(CommentOf(field->enum_type()));
  if (field->is_repeated()) add("May be repeated.");
  return text;
}

// What is about the call comes after what is about the thing.
bool IsOfTheCall(const Flag& flag) {
  const std::string& name = flag.field->name();
  return name == "request_id" || name == "validate_only" || name == "page_size" ||
         name == "page_token";
}

// Requests that are more than a few words: writes, and those that hold messages of their own.
bool MayComeFromFile(const Command& command) {
  const pb::Descriptor* input = command.method->input_type();
  if (command.file_field() != nullptr) return false;
  return command.rule.writes() || FirstField(input, Shape::kNested, false) != nullptr ||
         FirstField(input, Shape::kNested, true) != nullptr;
}

}  // namespace

const std::vector<Flag>& CommonFlags() {
  static const std::vector<Flag> flags = {
      {"output", "table|json|csv", "How to print the result (also -o).", Option::kOutput, nullptr},
      {"address", "HOST:PORT|unix:PATH",
       "The server. Else TIREK_ADDRESS, else the local server's socket.", Option::kAddress,
       nullptr},
      {"token", "TOKEN", "Who is calling. Else TIREK_TOKEN, else the local server's admin.token.",
       Option::kToken, nullptr},
      {"token-file", "FILE", "A file that holds the token.", Option::kTokenFile, nullptr},
      {"tls-ca", "FILE", "Speak TLS and trust the certificates of this PEM file.", Option::kTlsCa,
       nullptr},
      {"timeout", "SECONDS", "How long a call may take: 300 when absent; watching never ends.",
       Option::kTimeout, nullptr},
      {"no-progress", "", "Show no progress.", Option::kNoProgress, nullptr},
      {"help", "", "Explain the command and leave (also -h).", Option::kHelp, nullptr},
  };
  return flags;
}

std::vector<Flag> OwnFlags(const Command& command) {
  std::vector<Flag> flags;
  const pb::Descriptor* input = command.method->input_type();
  for (int i = 0; i < input->field_count(); ++i) {
    const pb::FieldDescriptor* field = input->field(i);
    const Shape shape = ShapeOf(field);
    if (shape == Shape::kNested || shape == Shape::kBytes) continue;
    if (command.is_upload() && field->name() == "last") continue;
    flags.push_back(
        {FlagNameOf(field), ValueName(field), FieldText(command, field), Option::kField, field});
  }
  std::stable_partition(flags.begin(), flags.end(),
                        [](const Flag& flag) { return !IsOfTheCall(flag); });
  if (MayComeFromFile(command)) {
    flags.push_back({"from", "FILE.json",
                     "Take the request from a file in JSON, - for the standard input; flags "
                     "beside it win.",
                     Option::kFrom, nullptr});
  }
  if (command.is_list()) {
    flags.push_back({"all", "", "All pages instead of one.", Option::kAll, nullptr});
  }
  if (FirstField(command.method->output_type(), Shape::kBytes, false) != nullptr) {
    flags.push_back({"out", "FILE",
                     "Where to write the file, - for the standard output. Else under its own name "
                     "in the current folder.",
                     Option::kOut, nullptr});
    flags.push_back({"force", "", "Overwrite the file.", Option::kForce, nullptr});
  }
  return flags;
}

const Flag* FindFlag(const std::vector<Flag>& own, std::string_view name) {
  for (const Flag& flag : own) {
    if (flag.name == name) return &flag;
  }
  for (const Flag& flag : CommonFlags()) {
    if (flag.name == name) return &flag;
  }
  return nullptr;
}

}  // namespace tirek::cli
