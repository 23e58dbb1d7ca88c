// What late facts change in a month that was billed: the lines billed so far against the lines as
// they are computed now, as differences that name the lines they change.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "billing/capitation/line.h"
#include "core/base/result.h"
#include "core/money/money.h"

namespace tirek::retro {

// What was recorded of a placement, or of what pays it, after its month was billed.
enum class LateFact {
  kAttendance,
  kPlacement,
  kCategory,
  kLicence,
  kContract,
  kTariff,
  kCoefficient,
  kRule,  // another rule of the order, or a fact that a rule asks for
};
using LateFacts = std::set<LateFact>;

enum class Reason {
  kAttendanceCorrected,
  kCategoryChanged,
  kTariffChanged,
  kCoefficientChanged,
  kPlacementChanged,  // a death, a discharge or an admission recorded late
  kContractChanged,
  kLicenceChanged,
  kOtherFact,  // a fact of somebody else: a day that another placement gave up, or took
};

// A line that stands for what is billed now: a claimed one that no correction has changed, or the
// one that the last correction put in its place.
struct BilledLine {
  std::string line_id;
  std::vector<std::string> original_ids;  // the claimed lines that it goes back to
  capitation::Line line;
};

// new_amount = old_amount + difference; never zero.
struct Difference {
  std::string placement_id;
  std::string person_id;
  std::vector<CivilDate> dates;  // the days that are treated otherwise; all when only the price is
  Reason reason = Reason::kOtherFact;
  std::string what;                       // for people
  std::vector<std::string> changed_ids;   // of the billed lines that are billed no more
  std::vector<std::string> original_ids;  // sorted
  std::vector<capitation::Line> lines;    // what is billed instead
  Money old_amount = Money::FromMinor(0, kTenge);
  Money new_amount = old_amount;
  Money difference = old_amount;
};

// The late facts of each placement; one without any is changed by those of others.
using LateFactsByPlacement = std::map<std::string, LateFacts>;

// The differences of one claim, by placement and first day. Lines that share a day of a placement
// are compared as one sum, and a sum that stays the same is no difference: its lines go on
// standing. A placement is compared as a whole: `recomputed` has all of its lines under the claim's
// contract.
//
// Fails with LINES_OF_SEVERAL_CONTRACTS, CURRENCY_MISMATCH, AMOUNT_OVERFLOW.
Result<std::vector<Difference>> DifferencesOf(std::span<const BilledLine> billed,
                                              std::span<const capitation::Line> recomputed,
                                              const LateFactsByPlacement& late);

std::string_view ReasonName(Reason reason);  // "ATTENDANCE_CORRECTED"
std::optional<Reason> ParseReason(std::string_view name);

}  // namespace tirek::retro
