#include "tools/tidy/ratchet.h"

#include <algorithm>
#include <optional>

#include "tools/tidy/text.h"

namespace tirek::tidy {
namespace {

constexpr const char* kPath = "tools/tidy/ratchet.txt";

struct Known {
  std::string path;
  std::string rule;
  int line = 0;

  bool Covers(const Finding& finding) const { return finding.path == path && finding.rule == rule; }
};

std::optional<Known> ParseKnown(std::string_view line, int number) {
  const std::size_t path_end = line.find(": ");
  if (path_end == std::string_view::npos) return std::nullopt;
  const std::size_t rule_end = line.find(": ", path_end + 2);
  if (rule_end == std::string_view::npos || rule_end + 2 >= line.size()) return std::nullopt;
  return Known{std::string(line.substr(0, path_end)),
               std::string(line.substr(path_end + 2, rule_end - path_end - 2)), number};
}

}  // namespace

Findings ApplyRatchet(std::string_view ratchet, const Findings& findings) {
  Findings left = findings;
  int number = 0;
  for (const std::string_view line : SplitLines(ratchet)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::optional<Known> known = ParseKnown(line, number);
    if (!known) {
      left.push_back({kPath, number, "ratchet", "expected 'path: rule: why'"});
      continue;
    }
    const auto covers = [&](const Finding& finding) { return known->Covers(finding); };
    if (std::none_of(findings.begin(), findings.end(), covers)) {
      left.push_back({kPath, number, "ratchet", "nothing breaks this any more; remove the line"});
    }
    std::erase_if(left, covers);
  }
  return left;
}

}  // namespace tirek::tidy
