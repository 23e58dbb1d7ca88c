// What is decided of each day of a placement: which are paid, and why the others are not.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "billing/capitation/fast/columns.h"
#include "billing/capitation/fast/regime.h"
#include "billing/capitation/line.h"

namespace tirek::capitation::fast {

inline constexpr std::size_t kDenialReasons =
    static_cast<std::size_t>(DenialReason::kPensionUnclear) + 1;
static_assert(kDenialReasons <= 64);

// Days that belong to another placement of the person.
struct Overlap {
  std::uint32_t winner = 0;  // of the columns
  DayMask days = 0;
};

// Each day of the attendance stands in exactly one of the masks.
struct Judgement {
  DayMask paid = 0;
  std::array<DayMask, kDenialReasons> denied{};  // by reason
  std::uint64_t reasons = 0;                     // the bits of those that deny a day
  std::vector<Overlap> same_provider;            // these two beside the masks of their reasons
  std::vector<Overlap> other_provider;

  // Moves paid days to a reason.
  void Deny(DayMask days, DenialReason reason) {
    const DayMask moved = paid & days;
    if (moved == 0) return;
    denied[static_cast<std::size_t>(reason)] |= moved;
    reasons |= std::uint64_t{1} << static_cast<unsigned>(reason);
    paid &= ~moved;
  }
};

// By what concerns whole stretches of days: the placement, the contract, the licences, the tariff.
// The absent days that it leaves as paid are still to be judged.
void JudgeStretches(const MonthColumns& columns, const Regime& regime, std::uint32_t placement,
                    Judgement& judgement);

// Counts a placement's paid days away, by the limits of absence rules. Days of its attendance are
// seen before they are judged, date by date.
class AwayDays {
 public:
  explicit AwayDays(const std::vector<AbsenceBefore>& before);

  // A day that was present or away for another reason breaks an absence, whatever is decided of it.
  void See(const Attendance& attendance, DayMask attended, std::size_t reason, int day);

  // The reason for which the rules do not pay this day away; absent where they do.
  std::optional<DenialReason> DenialOf(const Regime& regime, std::size_t reason, int day) const;
  void Claim(std::size_t reason);

 private:
  struct Count {
    int of_month = 0;
    int in_run = 0;
    int of_year_before = 0;
  };
  std::array<Count, kReasons> counts_{};
};

// Judges the absent days of a placement that no other one bears on.
void JudgeAbsences(const Regime& regime, const Attendance& attendance,
                   const std::vector<AbsenceBefore>& before, Judgement& judgement);

}  // namespace tirek::capitation::fast
