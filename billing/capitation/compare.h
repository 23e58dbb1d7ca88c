// What two computations of one month differ in.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "billing/capitation/line.h"

namespace tirek::capitation {

// The lines of a placement that begin on a day, before and after; one of them may be missing.
struct LineChange {
  const Line* before = nullptr;
  const Line* after = nullptr;

  const Line& any() const { return after != nullptr ? *after : *before; }
};

// Those that differ in a fact or a sum, by provider, placement and first day; pointers into both,
// which may be in any order. Traces are no results: their wording may improve.
std::vector<LineChange> ChangesBetween(std::span<const Line> before, std::span<const Line> after);

// "amount 5.00 KZT → 6.00 KZT, tariff T-OLD → T-NEW"; "new" and "gone" of a line that stands alone.
std::string ChangeText(const LineChange& change);

}  // namespace tirek::capitation
