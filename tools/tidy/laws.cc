#include "tools/tidy/laws.h"

#include <fnmatch.h>

#include <utility>

#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

constexpr std::string_view kForms =
    "expected '<folder>: <folders>', 'header|word <pattern> only-in|never-in <places>' or "
    "'sql only-in <places>'";

bool ParseFolder(std::vector<std::string> parts, int line, Laws& laws) {
  if (!parts[0].ends_with(':') || parts[0].size() < 2) return false;
  parts[0].pop_back();
  FolderLaw law{std::move(parts[0]), {}, line};
  law.may_include.assign(parts.begin() + 1, parts.end());
  laws.folders.push_back(std::move(law));
  return true;
}

bool ParsePlace(const std::vector<std::string>& parts, Laws& laws) {
  const bool header = parts[0] == "header";
  if ((!header && parts[0] != "word") || parts.size() < 4) return false;
  if (parts[2] != "only-in" && parts[2] != "never-in") return false;
  auto& target = header ? laws.headers : laws.words;
  target.push_back({parts[1], parts[2] == "only-in", {parts.begin() + 3, parts.end()}});
  return true;
}

bool ParseSql(const std::vector<std::string>& parts, Laws& laws) {
  if (parts[0] != "sql" || parts.size() < 3 || parts[1] != "only-in") return false;
  laws.sql_places.insert(laws.sql_places.end(), parts.begin() + 2, parts.end());
  return true;
}

}  // namespace

bool PlaceLaw::Allows(const std::string& path) const { return InPlaces(path, places) == only; }

Laws ParseLaws(std::string_view text, Findings& findings) {
  Laws laws;
  int number = 0;
  for (const std::string_view line : SplitLines(text)) {
    ++number;
    const std::vector<std::string> parts = SplitBlanks(line.substr(0, line.find('#')));
    if (parts.empty()) continue;
    if (ParseFolder(parts, number, laws) || ParsePlace(parts, laws) || ParseSql(parts, laws)) {
      continue;
    }
    findings.push_back({"layers.txt", number, "layers", std::string(kForms)});
  }
  return laws;
}

FoundLaw LawOf(const Laws& laws, const std::string& path) {
  for (std::size_t end = path.rfind('/'); end != std::string::npos && end > 0;
       end = path.rfind('/', end - 1)) {
    const std::string folder = path.substr(0, end);
    const FolderLaw* by_pattern = nullptr;
    for (const FolderLaw& law : laws.folders) {
      if (law.folder == folder) return {&law, folder};
      if (fnmatch(law.folder.c_str(), folder.c_str(), FNM_PATHNAME) == 0) by_pattern = &law;
    }
    if (by_pattern != nullptr) return {by_pattern, folder};
  }
  return {};
}

}  // namespace tirek::tidy
