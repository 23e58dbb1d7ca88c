#include "cli/arguments.h"

#include <algorithm>

#include "cli/exit_code.h"
#include "cli/suggestion.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

std::string Hint(const std::string& suggestion, const std::string& otherwise) {
  return suggestion.empty() ? otherwise : suggestion;
}

class Parser {
 public:
  Parser(const std::vector<std::string>& args, const std::vector<std::string>& other_commands)
      : args_(args), other_commands_(other_commands) {}

  Result<Arguments> Parse() {
    bool flags_ended = false;
    while (next_ < args_.size()) {
      const std::string& word = args_[next_++];
      if (!IsUtf8(word)) {
        return WrongUsage("'" + Printable(word) + "' is not UTF-8 text; expected UTF-8");
      }
      if (!flags_ended && word == "--") {
        flags_ended = true;
      } else if (!flags_ended && word.size() > 1 && word[0] == '-') {
        TIREK_RETURN_IF_ERROR(TakeFlag(word));
      } else {
        TIREK_RETURN_IF_ERROR(TakeWord(word));
      }
    }
    return std::move(parsed_);
  }

 private:
  Result<void> TakeWord(const std::string& word) {
    if (parsed_.noun.empty()) return TakeNoun(word);
    if (parsed_.command == nullptr) return TakeVerb(word);
    parsed_.positionals.push_back(word);
    return {};
  }

  Result<void> TakeNoun(const std::string& word) {
    std::vector<std::string> nouns = CommandTable::Get().nouns();
    if (std::find(nouns.begin(), nouns.end(), word) == nouns.end()) {
      nouns.insert(nouns.end(), other_commands_.begin(), other_commands_.end());
      if (std::find(nouns.begin(), nouns.end(), word) != nouns.end()) {
        return WrongUsage("'" + word + "' takes its flags after it");
      }
      return WrongUsage("unknown command '" + Printable(word) + "'; " +
                        Hint(DidYouMean(word, nouns), "`tirek --help` lists them"));
    }
    parsed_.noun = word;
    return {};
  }

  Result<void> TakeVerb(const std::string& word) {
    parsed_.command = CommandTable::Get().Find(parsed_.noun, word);
    if (parsed_.command != nullptr) {
      own_flags_ = OwnFlags(*parsed_.command);
      return {};
    }
    std::vector<std::string> verbs;
    for (const Command* command : CommandTable::Get().OfNoun(parsed_.noun)) {
      verbs.push_back(command->verb);
    }
    return WrongUsage(
        "unknown command '" + parsed_.noun + " " + Printable(word) + "'; " +
        Hint(DidYouMean(word, verbs), "`tirek " + parsed_.noun + " --help` lists the verbs"));
  }

  Result<void> TakeFlag(const std::string& word) {
    std::string name = word;
    if (word == "-h") name = "--help";
    if (word == "-o") name = "--output";
    const std::size_t equals = name.find('=');
    const Flag* flag = name.starts_with("--")
                           ? FindFlag(own_flags_, std::string_view(name).substr(2, equals - 2))
                           : nullptr;
    if (flag == nullptr) return UnknownFlag(name.substr(0, equals));
    std::string value;
    if (equals != std::string::npos) {
      value = name.substr(equals + 1);
      const bool is_switch = !flag->takes_value() && flag->field == nullptr;
      if (is_switch) return WrongUsage("--" + flag->name + " takes no value");
    } else if (flag->takes_value()) {
      TIREK_ASSIGN_OR_RETURN(value, TakeValue(*flag));
    } else if (flag->field != nullptr) {
      value = "true";
    }
    return Store(*flag, value);
  }

  Result<std::string> TakeValue(const Flag& flag) {
    // A value that begins with two dashes is a forgotten value more often than one that is meant.
    if (next_ == args_.size() || args_[next_].starts_with("--")) {
      return WrongUsage("--" + flag.name + " expects a value: " + flag.value_name +
                        " (one that begins with -- is written --" + flag.name + "=VALUE)");
    }
    const std::string& value = args_[next_++];
    if (!IsUtf8(value)) {
      return WrongUsage("--" + flag.name + ": '" + Printable(value) +
                        "' is not UTF-8 text; expected UTF-8");
    }
    return value;
  }

  Result<void> Store(const Flag& flag, const std::string& value) {
    if (flag.field == nullptr) {
      const bool is_new = parsed_.options.emplace(flag.option, value).second;
      if (is_new || !flag.takes_value()) return {};
      return WrongUsage("--" + flag.name + " is given twice");
    }
    const auto given = [&](const auto& entry) { return entry.first == flag.field; };
    if (!flag.field->is_repeated() &&
        std::any_of(parsed_.fields.begin(), parsed_.fields.end(), given)) {
      return WrongUsage("--" + flag.name + " is given twice");
    }
    parsed_.fields.emplace_back(flag.field, value);
    return {};
  }

  Error UnknownFlag(const std::string& name) const {
    std::vector<std::string> known;
    for (const Flag& flag : own_flags_) known.push_back("--" + flag.name);
    for (const Flag& flag : CommonFlags()) known.push_back("--" + flag.name);
    const std::string help = parsed_.command == nullptr
                                 ? "a command's own flags come after it: tirek NOUN VERB --flag"
                                 : "`tirek " + parsed_.command->words() + " --help` lists them";
    return WrongUsage("unknown flag '" + Printable(name) + "'; " +
                      Hint(DidYouMean(name, known), help));
  }

  const std::vector<std::string>& args_;
  const std::vector<std::string>& other_commands_;
  std::size_t next_ = 0;
  Arguments parsed_;
  std::vector<Flag> own_flags_;
};

}  // namespace

std::string Arguments::Get(Option option) const {
  const auto found = options.find(option);
  return found == options.end() ? "" : found->second;
}

Result<Arguments> ParseArguments(const std::vector<std::string>& args,
                                 const std::vector<std::string>& other_commands) {
  return Parser(args, other_commands).Parse();
}

}  // namespace tirek::cli
