// A month as it is billed, correction after correction, as the service keeps it.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "billing/retro/difference.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::retro {

inline Money Tenge(const char* amount) { return *Money::Parse(amount, kTenge); }

class BilledMonth {
 public:
  explicit BilledMonth(const std::vector<capitation::Line>& claimed) {
    for (const capitation::Line& line : claimed) {
      const std::string id = NextId();
      lines_.push_back({id, {id}, line});
    }
  }

  // What `recomputed` changes, posted.
  std::vector<Difference> Correct(const std::vector<capitation::Line>& recomputed,
                                  const LateFactsByPlacement& late = {}) {
    auto differences = *DifferencesOf(lines_, recomputed, late);
    for (const Difference& difference : differences) {
      std::erase_if(lines_, [&difference](const BilledLine& line) {
        return std::find(difference.changed_ids.begin(), difference.changed_ids.end(),
                         line.line_id) != difference.changed_ids.end();
      });
      for (const capitation::Line& line : difference.lines) {
        lines_.push_back({NextId(), difference.original_ids, line});
      }
    }
    return differences;
  }

  const std::vector<BilledLine>& lines() const { return lines_; }

 private:
  std::string NextId() { return "lin_" + std::to_string(++made_); }

  std::vector<BilledLine> lines_;
  int made_ = 0;
};

inline Money SumOf(const std::vector<Difference>& differences) {
  Money sum = Money::FromMinor(0, kTenge);
  for (const Difference& difference : differences) sum = *sum.Plus(difference.difference);
  return sum;
}

}  // namespace tirek::retro
