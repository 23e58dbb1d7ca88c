#include "cli/help.h"

#include <algorithm>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/exit_code.h"
#include "cli/field.h"
#include "cli/flag.h"
#include "cli/natural_key.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

constexpr std::size_t kColumns = 96;

// Words of `text` in lines that begin at column `indent`; the first line is begun already.
void PrintWrapped(std::string_view text, std::size_t indent, std::ostream& out) {
  std::istringstream words{std::string(text)};
  std::size_t column = indent;
  bool is_first = true;
  for (std::string word; words >> word;) {
    const std::size_t width = DisplayWidth(word);
    if (!is_first && column + 1 + width > kColumns) {
      out << '\n' << std::string(indent, ' ');
      column = indent;
      is_first = true;
    }
    if (!is_first) out << ' ';
    out << word;
    column += width + (is_first ? 0 : 1);
    is_first = false;
  }
  out << '\n';
}

// Names on the left, their texts beside them.
void PrintPairs(const std::vector<std::pair<std::string, std::string>>& pairs, std::ostream& out) {
  constexpr std::size_t kWidestName = 34;  // a longer one has its text on the next line
  std::size_t width = 0;
  for (const auto& [name, text] : pairs) {
    if (name.size() <= kWidestName) width = std::max(width, name.size());
  }
  for (const auto& [name, text] : pairs) {
    out << "  " << name;
    if (name.size() > width) {
      out << '\n' << std::string(width + 4, ' ');
    } else {
      out << std::string(width + 2 - name.size(), ' ');
    }
    PrintWrapped(text, width + 4, out);
  }
}

void PrintFlags(const char* title, const std::vector<Flag>& flags, std::ostream& out) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const Flag& flag : flags) {
    std::string name = "--" + flag.name;
    std::string text = flag.text;
    // Values that are written out one by one fit better into the text.
    if (flag.field != nullptr && ShapeOf(flag.field) == Shape::kEnum) {
      name += " VALUE";
      text = "One of " + flag.value_name + "." + (text.empty() ? "" : " ") + text;
    } else if (flag.takes_value()) {
      name += " " + flag.value_name;
    }
    pairs.emplace_back(std::move(name), std::move(text));
  }
  out << '\n' << title << '\n';
  PrintPairs(pairs, out);
}

std::string FirstSentence(const std::string& text) {
  for (std::size_t dot = text.find('.'); dot != std::string::npos; dot = text.find('.', dot + 1)) {
    if (dot + 1 == text.size() || text[dot + 1] == ' ') return text.substr(0, dot + 1);
  }
  return text;
}

std::string Summary(const Command& command) {
  std::string text = FirstSentence(CommentOf(command.method));
  if (!text.empty()) return text;
  return command.verb == "get" ? "Shows one " + command.noun + " with all its fields." : "";
}

std::string UsageWord(const Command& command) {
  if (command.file_field() != nullptr) return " FILE";
  const pb::FieldDescriptor* id = command.positional_id();
  if (id == nullptr) return "";
  const NaturalKey* key = FindNaturalKey(id);
  std::string word = UpperCase(id->name());
  if (key != nullptr) word += "|" + UpperCase(key->filter->name());
  return command.is_list() ? " [" + word + "]" : " " + word;
}

std::string SampleValue(const pb::FieldDescriptor* field) {
  switch (ShapeOf(field)) {
    case Shape::kInteger:
      return "1";
    case Shape::kEnum:
      return ShortNames(field->enum_type()).front();
    case Shape::kDate:
      return "2026-10-01";
    case Shape::kTimestamp:
      return "2026-10-01T09:00:00+05:00";
    case Shape::kDecimal:
      return "1.5";
    case Shape::kMoney:
      return "1434510.00";
    default:
      return field->name() == "month" ? "2026-10" : UpperCase(FlagNameOf(field));
  }
}

std::string Example(const Command& command) {
  std::string line = "tirek " + command.words();
  if (command.file_field() != nullptr) return line + " " + command.noun + ".csv --dry-run";
  const pb::Descriptor* input = command.method->input_type();
  const bool has_nested = FirstField(input, Shape::kNested, false) != nullptr ||
                          FirstField(input, Shape::kNested, true) != nullptr;
  if (has_nested) return line + " --from " + command.noun + ".json";
  const pb::FieldDescriptor* id = command.positional_id();
  if (id != nullptr) line += " " + UpperCase(FlagNameOf(id));
  for (int i = 0; i < input->field_count() && command.rule.writes(); ++i) {
    const pb::FieldDescriptor* field = input->field(i);
    if (field == id || field->name() == "request_id" || field->name() == "validate_only") continue;
    line += " --" + FlagNameOf(field);
    if (ShapeOf(field) != Shape::kBool) line += " " + SampleValue(field);
  }
  return line;
}

// The nouns that begin in this service, each with its verbs of all services: a noun is told once.
std::vector<std::pair<std::string, std::string>> NounsOf(const pb::ServiceDescriptor* service) {
  std::vector<std::pair<std::string, std::string>> nouns;
  for (const std::string& noun : CommandTable::Get().nouns()) {
    const std::vector<const Command*> commands = CommandTable::Get().OfNoun(noun);
    if (commands.front()->method->service() != service) continue;
    std::string verbs;
    for (const Command* command : commands) verbs += (verbs.empty() ? "" : ", ") + command->verb;
    nouns.emplace_back(noun, verbs);
  }
  return nouns;
}

}  // namespace

void PrintProgramHelp(const ClientEnvironment& environment, std::ostream& out) {
  out << "tirek: the state social order, from a person's need to the provider's payment.\n\n"
         "  tirek NOUN VERB [flags]   speaks to a server; --help explains every NOUN and VERB\n";
  for (const pb::ServiceDescriptor* service : Schema::Get().services()) {
    const auto nouns = NounsOf(service);
    if (nouns.empty()) continue;
    out << '\n';
    PrintWrapped(CommentOf(service), 0, out);
    PrintPairs(nouns, out);
  }
  if (!environment.server_commands.empty()) {
    out << "\nThe server itself:\n";
    std::vector<std::pair<std::string, std::string>> servers;
    for (const ServerCommand& command : environment.server_commands) {
      servers.emplace_back(command.name, command.summary);
    }
    PrintPairs(servers, out);
  }
  const auto local_commands = [&environment](bool asks_server) {
    std::vector<std::pair<std::string, std::string>> local;
    for (const LocalCommand& command : environment.local_commands) {
      if (command.asks_server != asks_server) continue;
      local.emplace_back(command.noun + " " + command.verb, command.summary);
    }
    return local;
  };
  if (const auto documents = local_commands(true); !documents.empty()) {
    out << "\nFiles to print and sign, made here of what the server answers:\n";
    PrintPairs(documents, out);
  }
  out << "\nWithout a server:\n";
  std::vector<std::pair<std::string, std::string>> local = local_commands(false);
  local.insert(local.end(), {{"identity check",
                              "Judges ИИН, БИН, IBAN or БИК, one a line of the standard input."},
                             {"completion", "Prints the completion script for bash or zsh."},
                             {"help exit-codes", "Explains the exit codes."}});
  PrintPairs(local, out);
  PrintFlags("Flags of every command:", CommonFlags(), out);
  out << '\n';
  PrintExitCodes(out);
}

void PrintNounHelp(std::string_view noun, const ClientEnvironment& environment, std::ostream& out) {
  const std::vector<const Command*> commands = CommandTable::Get().OfNoun(noun);
  out << "tirek " << noun << " VERB [flags]\n\n";
  std::vector<std::pair<std::string, std::string>> verbs;
  verbs.reserve(commands.size());
  for (const Command* command : commands) verbs.emplace_back(command->verb, Summary(*command));
  for (const LocalCommand& command : environment.local_commands) {
    if (command.noun == noun) verbs.emplace_back(command.verb, command.summary);
  }
  PrintPairs(verbs, out);
  for (const NaturalKey& key : NaturalKeys()) {
    if (key.noun() != noun) continue;
    out << "\nWhere an id (" << key.prefix << "_...) is asked for, the " << key.filter->name()
        << " of a " << noun << " will do.\n";
  }
  out << "\n`tirek " << noun << " VERB --help` explains the flags.\n";
}

void PrintCommandHelp(const Command& command, std::ostream& out) {
  out << "tirek " << command.words() << UsageWord(command) << " [flags]\n";
  const std::string comment = CommentOf(command.method);
  if (!comment.empty()) {
    out << '\n';
    PrintWrapped(comment, 0, out);
  }
  if (command.file_field() != nullptr) {
    out << '\n';
    PrintPairs({{"FILE", CommentOf(command.file_field()) + " - is the standard input."}}, out);
  }
  PrintFlags("Flags:", OwnFlags(command), out);
  PrintFlags("Flags of every command:", CommonFlags(), out);
  for (const Flag& flag : OwnFlags(command)) {
    const auto& common = CommonFlags();
    const bool is_shadowed = std::any_of(
        common.begin(), common.end(), [&](const Flag& other) { return other.name == flag.name; });
    if (!is_shadowed) continue;
    out << "\nAfter the verb --" << flag.name << " is the request's; that of every command stands "
        << "before the noun:\n  tirek --" << flag.name << " ... " << command.words() << " ...\n";
  }
  out << "\nExample:\n  " << Example(command) << "\n\n";
  PrintExitCodes(out);
}

void PrintExitCodes(std::ostream& out) {
  out << "Exit codes:\n";
  std::istringstream lines(ExitCodeTable());
  for (std::string line; std::getline(lines, line);) out << "  " << line << '\n';
}

}  // namespace tirek::cli
