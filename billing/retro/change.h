// How the treatment of a placement's days changed: which days, in what respect, and in words.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "billing/capitation/line.h"
#include "billing/retro/difference.h"

namespace tirek::retro {

// In what respect days are treated otherwise.
enum class Aspect {
  kDays,             // billed or not
  kGround,           // attended or away, in which quantity and at which share
  kPlacementDenial,  // outside of the placement, or not
  kContractDenial,
  kLicenceDenial,
  kOtherDenial,
  kCategory,
  kTariff,
  kCoefficients,
};

struct Change {
  std::vector<CivilDate> dates;  // ascending; empty when only the price changed
  std::set<Aspect> aspects;
  std::string what;
};

using Lines = std::span<const capitation::Line* const>;

Change ChangeOf(Lines before, Lines after);

// Of the facts that were recorded late, the one that the change tells of.
Reason ReasonOf(const std::set<Aspect>& aspects, const LateFacts& late);

}  // namespace tirek::retro
