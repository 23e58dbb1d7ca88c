// Words that may not be written: the banned ones of layers.txt, empty names, promises.
#include <algorithm>
#include <array>

#include "tools/tidy/checks.h"
#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

constexpr std::array<std::string_view, 6> kEmptyWords = {"Manager", "Helper", "Helpers",
                                                         "Util",    "Data",   "Info"};
constexpr std::array<std::string_view, 3> kTypeWords = {"class", "struct", "union"};
constexpr std::array<std::string_view, 2> kPromises = {"TODO", "FIXME"};

void CheckBanned(const Source& source, std::size_t line, const Laws& laws, Findings& findings) {
  for (const PlaceLaw& law : laws.words) {
    if (FindWord(source.lines[line].code, law.what) == std::string::npos) continue;
    if (law.Allows(source.path)) continue;
    findings.push_back({source.path, static_cast<int>(line) + 1, "word",
                        "'" + law.what + "' is banned here by layers.txt"});
  }
}

// The name that follows `at`, past blanks and an attribute.
std::string NameAfter(std::string_view code, std::size_t at) {
  at = code.find_first_not_of(' ', at);
  if (at != std::string_view::npos && code.substr(at, 2) == "[[") {
    at = code.find("]]", at);
    if (at != std::string_view::npos) at = code.find_first_not_of(' ', at + 2);
  }
  if (at == std::string_view::npos) return "";
  std::size_t end = at;
  while (end < code.size() && IsWordChar(code[end])) ++end;
  return std::string(code.substr(at, end - at));
}

void CheckName(const Source& source, std::size_t line, std::string_view type_word,
               Findings& findings) {
  const std::string& code = source.lines[line].code;
  const std::size_t at = FindWord(code, type_word);
  if (at == std::string::npos) return;
  const std::string name = NameAfter(code, at + type_word.size());
  // The last word says what the thing is: a DataDirectory is a directory, PersonData is nothing.
  const std::vector<std::string> words = CamelWords(name);
  if (words.empty()) return;
  if (std::find(kEmptyWords.begin(), kEmptyWords.end(), words.back()) == kEmptyWords.end()) return;
  findings.push_back({source.path, static_cast<int>(line) + 1, "name",
                      "'" + name + "': '" + words.back() + "' says nothing; name what it is"});
}

void CheckPromises(const Source& source, std::size_t line, Findings& findings) {
  const Line& parts = source.lines[line];
  for (const std::string_view promise : kPromises) {
    if (FindWord(parts.comments, promise) == std::string::npos &&
        FindWord(parts.code, promise) == std::string::npos) {
      continue;
    }
    findings.push_back(
        {source.path, static_cast<int>(line) + 1, "todo", "finish it, or file an issue"});
  }
}

}  // namespace

void CheckWords(const Tree& tree, const Laws& laws, Findings& findings) {
  for (const Source& source : tree.sources) {
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
      CheckPromises(source, i, findings);
      if (!source.IsCpp()) continue;
      CheckBanned(source, i, laws, findings);
      for (const std::string_view word : kTypeWords) CheckName(source, i, word, findings);
    }
  }
}

}  // namespace tirek::tidy
