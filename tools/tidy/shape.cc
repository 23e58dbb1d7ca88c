// The shape of files: short enough to be read in one sitting, wide enough for any screen.
#include <algorithm>

#include "tools/tidy/checks.h"
#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

constexpr int kMaxFileLines = 400;
constexpr int kMaxColumns = 100;
constexpr int kMaxReadmeLines = 40;

void CheckLength(const Source& source, int limit, const char* rule, Findings& findings) {
  const int count = static_cast<int>(source.raw.size());
  if (count <= limit) return;
  findings.push_back({source.path, count, rule,
                      std::to_string(count) + " lines; at most " + std::to_string(limit) +
                          ": split it by use case"});
}

void CheckColumns(const Source& source, Findings& findings) {
  for (std::size_t i = 0; i < source.raw.size(); ++i) {
    const int columns = Columns(source.raw[i]);
    if (columns <= kMaxColumns) continue;
    findings.push_back(
        {source.path, static_cast<int>(i) + 1, "column",
         std::to_string(columns) + " columns; at most " + std::to_string(kMaxColumns)});
  }
}

void CheckPragmaOnce(const Source& source, Findings& findings) {
  const bool present = std::any_of(source.lines.begin(), source.lines.end(), [](const Line& line) {
    return SplitBlanks(line.code) == std::vector<std::string>{"#pragma", "once"};
  });
  if (!present) findings.push_back({source.path, 1, "pragma-once", "a header says #pragma once"});
}

void CheckReadmes(const Tree& tree, Findings& findings) {
  for (const std::string& folder : tree.folders) {
    if (!folder.starts_with("services/") || folder.find('/', 9) != std::string::npos) continue;
    const std::string path = folder + "/README.md";
    const bool present = std::any_of(tree.readmes.begin(), tree.readmes.end(),
                                     [&](const Source& readme) { return readme.path == path; });
    if (!present) {
      findings.push_back({path, 1, "readme", "a service says what it owns: RPCs, tables, rules"});
    }
  }
  for (const Source& readme : tree.readmes) {
    CheckLength(readme, kMaxReadmeLines, "readme", findings);
  }
}

}  // namespace

void CheckShape(const Tree& tree, Findings& findings) {
  for (const Source& source : tree.sources) {
    if (source.HasSuffix(".sql")) continue;
    CheckColumns(source, findings);
    if (source.IsCpp()) CheckLength(source, kMaxFileLines, "file-length", findings);
    if (source.HasSuffix(".h")) CheckPragmaOnce(source, findings);
  }
  CheckReadmes(tree, findings);
}

}  // namespace tirek::tidy
