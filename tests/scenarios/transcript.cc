#include "tests/scenarios/transcript.h"

#include <regex>
#include <sstream>
#include <stdexcept>

#include "tests/scenarios/server_process.h"

namespace tirek::test {
namespace {

constexpr std::string_view kPrompt = "] $ tirek ";

bool IsCommand(const std::string& line) {
  return line.rfind('[', 0) == 0 && line.find(kPrompt) != std::string::npos;
}

bool IsComment(const std::string& line) { return line.rfind("# ", 0) == 0; }

bool IsScript(const std::string& line) {
  return IsComment(line) || line.rfind("== ", 0) == 0 || IsCommand(line);
}

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  bool quoted = false;
  bool open = false;
  for (const char c : text) {
    if (c == '"') {
      quoted = !quoted;
      if (!open) words.emplace_back();
      open = true;
    } else if (c == ' ' && !quoted) {
      open = false;
    } else {
      if (!open) words.emplace_back();
      open = true;
      words.back() += c;
    }
  }
  return words;
}

// "tok_*" becomes the last token's id.
void FillIn(std::vector<std::string>& args, const std::map<std::string, std::string>& last_ids) {
  static const std::regex star(R"(\b([a-z]{3})_\*)");
  for (std::string& arg : args) {
    for (std::smatch found; std::regex_search(arg, found, star);) {
      const auto known = last_ids.find(found[1]);
      if (known == last_ids.end()) throw std::runtime_error("no id was shown yet for " + arg);
      arg = found.prefix().str() + known->second + found.suffix().str();
    }
  }
}

std::string WithoutEndingLines(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::vector<std::string> Lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

Transcript::Transcript(const std::string& path) : text_(ReadText(path)) {
  for (const std::string& line : Lines(text_)) {
    if (IsScript(line)) script_.push_back(line);
  }
  if (script_.empty()) throw std::runtime_error(path + " holds no transcript");
}

std::string Transcript::Play(Desk& desk) const {
  std::map<std::string, std::string> last_ids;
  std::string played;
  bool after_comment = true;  // nothing stands above the first line
  for (const std::string& line : script_) {
    if (!after_comment) played += '\n';
    played += line + '\n';
    after_comment = IsComment(line);
    if (!IsCommand(line)) continue;
    TypedCommand command = ParseCommand(line);
    FillIn(command.args, last_ids);
    const Answer answer = desk.Type(command.actor, command.args);
    const std::string shown = WithoutEndingLines(Normalised(answer.text, &last_ids));
    if (!shown.empty()) played += shown + '\n';
    if (answer.exit_code != 0) {
      played += "(exit code " + std::to_string(answer.exit_code) + ")\n";
    }
  }
  return played;
}

TypedCommand ParseCommand(const std::string& line) {
  const std::size_t end = line.find(kPrompt);
  return {line.substr(1, end - 1), Words(line.substr(end + kPrompt.size()))};
}

std::string Normalised(const std::string& text, std::map<std::string, std::string>* last_ids) {
  static const std::regex id(R"(\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}\b)");
  for (std::sregex_iterator at(text.begin(), text.end(), id), none; at != none; ++at) {
    (*last_ids)[(*at)[1]] = at->str();
  }
  static const std::string rest_of_id(25, ' ');
  static const std::string rest_of_time(18, ' ');
  // What a table pads stays as wide as it was, so that its columns stand under their titles.
  static const std::vector<std::pair<std::regex, std::string>> stars = {
      {std::regex(R"(\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{26}(?=  ))"), "$1_*" + rest_of_id},
      {std::regex(R"(\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?=  ))"), "*" + rest_of_time},
      {id, "$1_*"},
      {std::regex(R"(\btirek_[A-Za-z0-9_-]{43}\b)"), "tirek_*"},
      {std::regex(R"(\b[0-9a-f]{40,}\b)"), "*"},
      {std::regex(R"(\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)"), "*"},
      {std::regex(R"(\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b)"), "*"},
  };
  std::string normalised = text;
  for (const auto& [pattern, star] : stars) {
    normalised = std::regex_replace(normalised, pattern, star);
  }
  return normalised;
}

std::string FirstDifference(const std::string& expected, const std::string& found) {
  const std::vector<std::string> wanted = Lines(expected);
  const std::vector<std::string> got = Lines(found);
  std::string command;
  for (std::size_t i = 0; i < std::max(wanted.size(), got.size()); ++i) {
    const std::string left = i < wanted.size() ? wanted[i] : "(nothing)";
    const std::string right = i < got.size() ? got[i] : "(nothing)";
    if (IsCommand(right)) command = right;
    if (left == right) continue;
    return "line " + std::to_string(i + 1) + ", after " + command + "\n  expected: " + left +
           "\n  found:    " + right;
  }
  return "";
}

}  // namespace tirek::test
