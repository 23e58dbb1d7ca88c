// The comparison of the fast kernel with the reference engine: the same result or the same refusal.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "billing/capitation/fast/fast_month.h"
#include "billing/capitation/month.h"

namespace tirek::capitation::fast {

inline std::string Joined(const std::vector<std::string>& rows) {
  std::string text;
  for (const std::string& row : rows) text += row + "\n";
  return text;
}

// What a result's hash leaves out is the same, too.
inline bool SameTraces(const std::vector<Line>& expected, const std::vector<Line>& found) {
  return std::equal(expected.begin(), expected.end(), found.begin(), found.end(),
                    [](const Line& a, const Line& b) {
                      return a.trace == b.trace && a.period == b.period &&
                             a.quantity.ToString() == b.quantity.ToString();
                    });
}

// Where two lists of lines part, in any field or word of a trace; absent when they are one.
inline std::optional<std::string> FirstDifference(const std::vector<Line>& expected,
                                                  const std::vector<Line>& found) {
  if (SameTraces(expected, found) && ResultHash(expected) == ResultHash(found)) return {};
  for (std::size_t i = 0; i < expected.size() && i < found.size(); ++i) {
    const std::vector<Line> a = {expected[i]};
    const std::vector<Line> b = {found[i]};
    if (SameTraces(a, b) && ResultHash(a) == ResultHash(b)) continue;
    return "expected\n" + Joined(RenderTrace(a[0])) + "found\n" + Joined(RenderTrace(b[0]));
  }
  const auto& longer = expected.size() > found.size() ? expected : found;
  return std::to_string(expected.size()) + " lines expected, found " +
         std::to_string(found.size()) + "; one has\n" + Joined(RenderTrace(longer.back()));
}

inline std::optional<std::string> FirstDifference(const Result<std::vector<Line>>& expected,
                                                  const Result<std::vector<Line>>& found) {
  if (expected && found) return FirstDifference(*expected, *found);
  const std::string reference = expected ? "lines" : Describe(expected.error());
  const std::string fast = found ? "lines" : Describe(found.error());
  if (reference == fast) return {};
  return "expected " + reference + ", found " + fast;
}

// Computes the month both ways.
inline std::optional<std::string> DifferenceFromReference(const MonthFacts& facts) {
  return FirstDifference(capitation::ComputeMonth(facts), fast::ComputeMonth(facts));
}

}  // namespace tirek::capitation::fast
