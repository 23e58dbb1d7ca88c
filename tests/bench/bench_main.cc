// tirek_bench [WHAT…]: measures, and says of each bound whether it holds.
//
// Exit codes: 0 all hold, 1 some fall short or cannot be measured, 2 there is no such bound.
#define DOCTEST_CONFIG_IMPLEMENT
#include <algorithm>
#include <cstdio>
#include <exception>

#include <doctest/doctest.h>

#include "tests/bench/bound.h"

namespace tirek::bench {
namespace {

// The bound of that name, or all those of its group: "capitation" is "capitation-copy" and others.
std::vector<const Bound*> Find(const std::string& name) {
  std::vector<const Bound*> found;
  for (const Bound& bound : AllBounds()) {
    if (bound.name == name || bound.name.starts_with(name + "-")) found.push_back(&bound);
  }
  return found;
}

int Unknown(const std::string& name) {
  std::fprintf(stderr, "tirek_bench: there is no bound '%s'; there are", name.c_str());
  for (const Bound& bound : AllBounds()) std::fprintf(stderr, " %s", bound.name.c_str());
  std::fprintf(stderr, "\n");
  return 2;
}

bool Holds(const Bound& bound) {
  std::printf("%s: %s\n", bound.name.c_str(), bound.claim.c_str());
  std::fflush(stdout);
  try {
    const Measurement measured = bound.measure();
    const bool holds = measured.ratio <= bound.most;
    std::printf("  measured %s\n  ratio %.2f, bound %.2f: %s\n", measured.text.c_str(),
                measured.ratio, bound.most, holds ? "holds" : "falls short");
    return holds;
  } catch (const std::exception& error) {
    std::printf("  could not be measured: %s\n  falls short\n", error.what());
    return false;
  }
}

int Run(const std::vector<std::string>& names) {
  std::vector<const Bound*> wanted;
  for (const std::string& name : names) {
    const std::vector<const Bound*> found = Find(name);
    if (found.empty()) return Unknown(name);
    wanted.insert(wanted.end(), found.begin(), found.end());
  }
  if (names.empty()) {
    for (const Bound& bound : AllBounds()) wanted.push_back(&bound);
  }
  const auto held =
      std::count_if(wanted.begin(), wanted.end(), [](const Bound* bound) { return Holds(*bound); });
  std::printf("%td of %zu bounds hold\n", held, wanted.size());
  return held == static_cast<std::ptrdiff_t>(wanted.size()) ? 0 : 1;
}

}  // namespace
}  // namespace tirek::bench

int main(int argc, char** argv) {
  // TestHouse checks what it does with doctest's assertions; here a failed one ends the program.
  doctest::Context context;
  context.setAsDefaultForAssertsOutOfTestCases();
  return tirek::bench::Run({argv + 1, argv + argc});
}
