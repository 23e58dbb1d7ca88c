#include "cli/completion.h"

#include <algorithm>

#include "cli/command_table.h"
#include "cli/field.h"
#include "cli/flag.h"

namespace tirek::cli {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kBash = R"sh(# tirek's completion for bash: source <(tirek completion bash)
_tirek() {
  local IFS=$'\n'
  COMPREPLY=($(tirek __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _tirek tirek
)sh";

// clang-format off: it takes this for C++
constexpr const char* kZsh = R"sh(#compdef tirek
# tirek's completion for zsh: source <(tirek completion zsh)
_tirek() {
  local -a candidates
  candidates=(${(f)"$(tirek __complete "${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if ((${#candidates})); then
    compadd -a candidates
  else
    _files
  fi
}
compdef _tirek tirek
)sh";
// clang-format on

Words Values(const Flag& flag) {
  if (flag.option == Option::kOutput) return {"table", "json", "csv"};
  if (flag.field != nullptr && ShapeOf(flag.field) == Shape::kEnum) {
    return ShortNames(flag.field->enum_type());
  }
  return {};
}

Words FlagNames(const std::vector<Flag>& own) {
  Words names;
  for (const Flag& flag : own) names.push_back("--" + flag.name);
  for (const Flag& flag : CommonFlags()) {
    if (FindFlag(own, flag.name)->option == flag.option) names.push_back("--" + flag.name);
  }
  return names;
}

Words FirstWords(const ClientEnvironment& environment) {
  Words words = CommandTable::Get().nouns();
  for (const ServerCommand& command : environment.server_commands) words.push_back(command.name);
  for (const LocalCommand& command : environment.local_commands) {
    if (std::find(words.begin(), words.end(), command.noun) == words.end()) {
      words.push_back(command.noun);
    }
  }
  words.insert(words.end(), {"identity", "completion", "help"});
  return words;
}

Words Verbs(const std::string& noun, const ClientEnvironment& environment) {
  Words verbs;
  for (const Command* command : CommandTable::Get().OfNoun(noun)) verbs.push_back(command->verb);
  for (const LocalCommand& command : environment.local_commands) {
    if (command.noun == noun) verbs.push_back(command.verb);
  }
  return verbs;
}

// After "statement inspect"; where a file may stand, only the shell knows it.
Words InspectWords(const Words& before, const std::string& last) {
  if (before.back() == "-o" || before.back() == "--output") return {"table", "json", "csv"};
  return last.starts_with("-") ? Words{"--mapping", "--output", "--help"} : Words{};
}

// Of the commands that are not from the protos.
Words LocalWords(const Words& before, const std::string& last) {
  if (before.back() == "--kind") return {"iin", "bin", "iban", "bic"};
  if (before[0] == "statement") return InspectWords(before, last);
  if (before[0] == "completion") return before.size() == 1 ? Words{"bash", "zsh"} : Words{};
  if (before[0] != "identity") return {};
  if (before.size() == 1) return {"check"};
  return last.starts_with("-") ? Words{"--kind"} : Words{};
}

// Follows the words before the last one to the place where that one stands.
Words Candidates(const Words& before, const std::string& last,
                 const ClientEnvironment& environment) {
  std::string noun;
  const Command* command = nullptr;
  std::vector<Flag> own;
  const Flag* open = nullptr;  // a flag that waits for its value
  for (const std::string& word : before) {
    if (open != nullptr) {
      open = nullptr;
    } else if (word.starts_with("-")) {
      const Flag* flag = FindFlag(
          own, word == "-o" ? "output" : word.substr(std::min<std::size_t>(2, word.size())));
      if (flag != nullptr && flag->takes_value()) open = flag;
    } else if (noun.empty()) {
      noun = word;
    } else if (command == nullptr) {
      command = CommandTable::Get().Find(noun, word);
      if (command == nullptr) return {};
      own = OwnFlags(*command);
    }
  }
  if (open != nullptr) return Values(*open);
  if (last.starts_with("-")) return FlagNames(own);
  if (noun.empty()) return FirstWords(environment);
  if (command == nullptr) return Verbs(noun, environment);
  // Where a word may stand it is a file or an id, which only the shell or the user knows.
  const bool takes_word = command->file_field() != nullptr || command->positional_id() != nullptr;
  return takes_word ? Words{} : FlagNames(own);
}

}  // namespace

std::string CompletionScript(std::string_view shell) {
  if (shell == "bash") return kBash;
  if (shell == "zsh") return kZsh;
  return "";
}

Words Complete(const Words& words, const ClientEnvironment& environment) {
  Words before = words;
  std::string last;
  if (!before.empty()) {
    last = before.back();
    before.pop_back();
  }
  if (!before.empty() && before[0] == "help") {
    before.erase(before.begin());
    if (before.size() > 1) return {};
  }
  const bool is_inspect = before.size() > 1 && before[0] == "statement" && before[1] == "inspect";
  const bool is_local =
      is_inspect || (!before.empty() && (before[0] == "identity" || before[0] == "completion"));
  Words candidates = is_local ? LocalWords(before, last) : Candidates(before, last, environment);
  std::erase_if(candidates, [&](const std::string& word) { return !word.starts_with(last); });
  return candidates;
}

}  // namespace tirek::cli
