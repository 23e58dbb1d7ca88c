// tidy [ROOT]: checks the house's laws (layers.txt) over the checkout at ROOT, default ".".
// Exit code: 0 clean, 1 findings, 2 no checkout.
#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <tuple>

#include "tools/tidy/checks.h"
#include "tools/tidy/functions.h"
#include "tools/tidy/ratchet.h"

namespace {

namespace fs = std::filesystem;
using tirek::tidy::Finding;
using tirek::tidy::Findings;

Findings CheckAll(const fs::path& root, const tirek::tidy::Tree& tree) {
  Findings findings;
  const auto laws = tirek::tidy::ParseLaws(tirek::tidy::ReadText(root / "layers.txt"), findings);
  tirek::tidy::CheckFolders(tree, laws, findings);
  tirek::tidy::CheckIncludes(tree, laws, findings);
  tirek::tidy::CheckSql(tree, laws, findings);
  tirek::tidy::CheckWords(tree, laws, findings);
  tirek::tidy::CheckShape(tree, findings);
  if (const auto tags = tirek::tidy::RunCtags(root, tree)) {
    tirek::tidy::CheckFunctions(*tags, findings);
  } else {
    std::cerr << "tidy: ctags is not installed, so the length of functions is not checked\n";
  }
  return tirek::tidy::ApplyRatchet(tirek::tidy::ReadText(root / "tools/tidy/ratchet.txt"),
                                   findings);
}

void Print(Findings findings) {
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.path, a.line, a.rule) < std::tie(b.path, b.line, b.rule);
  });
  for (const Finding& finding : findings) {
    std::cout << finding.path << ':' << finding.line << ": " << finding.rule << ": "
              << finding.message << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) try {
  const fs::path root = argc > 1 ? argv[1] : ".";
  if (!fs::exists(root / "layers.txt")) {
    std::cerr << "tidy: no layers.txt in '" << root.string() << "'; give the checkout's root\n";
    return 2;
  }
  const tirek::tidy::Tree tree = tirek::tidy::LoadTree(root);
  const Findings findings = CheckAll(root, tree);
  Print(findings);
  std::cout << "tidy: " << tree.sources.size() << " files, " << findings.size() << " findings\n";
  return findings.empty() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "tidy: " << error.what() << '\n';
  return 2;
}
