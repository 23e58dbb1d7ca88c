// The arrows of layers.txt against the #includes.
#include <algorithm>
#include <set>

#include "tools/tidy/checks.h"
#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

struct Include {
  std::string path;
  bool quoted = false;
  int line = 0;
};

std::vector<Include> IncludesOf(const Source& source) {
  std::vector<Include> includes;
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const std::vector<std::string> parts = SplitBlanks(source.raw[i]);
    // Code only: an #include inside a comment or a raw string is none.
    if (parts.size() < 2 || parts[0] != "#include" ||
        source.lines[i].code.find("#include") == std::string::npos) {
      continue;
    }
    const bool quoted = parts[1].front() == '"';
    const std::size_t end = parts[1].find(quoted ? '"' : '>', 1);
    if (end == std::string::npos) continue;
    includes.push_back({parts[1].substr(1, end - 1), quoted, static_cast<int>(i) + 1});
  }
  return includes;
}

std::string TopFolder(const std::string& path) { return path.substr(0, path.find('/')); }

std::string Join(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += ", ";
    text += part;
  }
  return text.empty() ? "nothing of ours" : text;
}

void CheckLayer(const Source& source, const Include& include, const FoundLaw& found,
                const std::set<std::string>& tops, Findings& findings) {
  if (!include.quoted || include.path.ends_with(".pb.h")) return;
  if (!tops.contains(TopFolder(include.path))) {
    findings.push_back({source.path, include.line, "include-root",
                        "\"" + include.path + "\" does not begin with a folder of the root"});
    return;
  }
  if (found.law == nullptr || InPlace(include.path, found.folder)) return;
  if (InPlaces(include.path, found.law->may_include)) return;
  findings.push_back({source.path, include.line, "layer",
                      found.folder + " may include " + Join(found.law->may_include) + "; not \"" +
                          include.path + "\""});
}

void CheckHeader(const Source& source, const Include& include, const Laws& laws,
                 Findings& findings) {
  for (const PlaceLaw& law : laws.headers) {
    if (!Matches(include.path, law.what) || law.Allows(source.path)) continue;
    findings.push_back({source.path, include.line, "header",
                        include.path + (law.only ? " belongs only in " : " never belongs in ") +
                            Join(law.places)});
  }
}

std::string FolderOf(const std::string& path) {
  const std::size_t end = path.rfind('/');
  return end == std::string::npos ? "" : path.substr(0, end);
}

}  // namespace

void CheckIncludes(const Tree& tree, const Laws& laws, Findings& findings) {
  std::set<std::string> tops;
  for (const FolderLaw& law : laws.folders) tops.insert(TopFolder(law.folder));
  for (const Source& source : tree.sources) {
    if (!source.IsCpp()) continue;
    const FoundLaw found = LawOf(laws, source.path);
    for (const Include& include : IncludesOf(source)) {
      CheckLayer(source, include, found, tops, findings);
      CheckHeader(source, include, laws, findings);
    }
  }
}

void CheckFolders(const Tree& tree, const Laws& laws, Findings& findings) {
  std::set<std::string> reported;
  for (const Source& source : tree.sources) {
    if (!source.IsCpp() || LawOf(laws, source.path).law != nullptr) continue;
    const std::string folder = FolderOf(source.path);
    if (!reported.insert(folder).second) continue;
    findings.push_back(
        {source.path, 1, "layers", "layers.txt has no line for the folder '" + folder + "'"});
  }
  for (const FolderLaw& law : laws.folders) {
    const auto met = [&](const std::string& folder) { return Matches(folder, law.folder); };
    if (std::any_of(tree.folders.begin(), tree.folders.end(), met)) continue;
    findings.push_back(
        {"layers.txt", law.line, "layers", "there is no folder '" + law.folder + "'"});
  }
}

}  // namespace tirek::tidy
