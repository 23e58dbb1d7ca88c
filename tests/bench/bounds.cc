#include <array>
#include <chrono>
#include <cstdio>

#include "tests/bench/bound.h"

namespace tirek::bench {

const std::vector<Bound>& AllBounds() {
  static const std::vector<Bound> bounds = {MoneyBound(), ImportBound(), DemoBound()};
  return bounds;
}

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string SecondsText(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g s", seconds);
  return text.data();
}

}  // namespace tirek::bench
