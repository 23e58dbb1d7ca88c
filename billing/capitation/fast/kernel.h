// A placement's lines from its masks.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "billing/capitation/fast/columns.h"
#include "billing/capitation/fast/judgement.h"
#include "billing/capitation/fast/regime.h"
#include "billing/capitation/line.h"

namespace tirek::capitation::fast {

inline constexpr std::uint32_t kNoPlacement = std::numeric_limits<std::uint32_t>::max();

// A line in the fewest bytes that its trace can be told from again, see unfold.h: what a nation's
// month costs is mostly the memory that its lines go through.
struct FastLine {
  static constexpr std::uint8_t kNone = 0xff;

  std::uint32_t placement = 0;  // of the columns
  DayMask days = 0;
  std::uint32_t terms = 0;              // of the compiled month
  std::uint32_t winner = kNoPlacement;  // whose day it is, when denied for an overlap
  std::int64_t amount_minor = 0;        // denied or payable
  std::uint32_t hundredths = 0;         // the quantity
  std::uint16_t share = 0;              // of the placement's regime
  std::uint8_t absence_code = kNone;
  std::uint8_t denial_code = kNone;

  // Absent: the person was there.
  std::optional<order::AbsenceReason> absence() const {
    if (absence_code == kNone) return {};
    return static_cast<order::AbsenceReason>(absence_code);
  }
  // Absent: payable.
  std::optional<DenialReason> denial() const {
    if (denial_code == kNone) return {};
    return static_cast<DenialReason>(denial_code);
  }
};

// Holds references to both.
class Kernel {
 public:
  Kernel(const MonthColumns& columns, const CompiledMonth& compiled);

  // False where a rule holds that only the reference engine knows, or the placement shares its
  // limits with another.
  bool RulesFit(std::uint32_t placement) const;
  // False where a quantity is one that the reference engine has to judge: too long for hundredths,
  // more than a date holds, or a part of a unit that is only whole.
  bool QuantitiesFit(std::uint32_t placement) const;
  // True where no sum of the placement can fail to fit, or leave a remainder that is refused.
  bool SumsFit(std::uint32_t placement) const;

  // Appends the lines of a placement that no other one bears on, by their first day. False, and
  // nothing appended, where something does not fit: the reference engine then has the word.
  bool AppendLines(std::uint32_t placement, std::vector<FastLine>& lines);
  // The same of one that is judged already and whose quantities and sums fit.
  void AppendJudged(std::uint32_t placement, const Judgement& judgement,
                    std::vector<FastLine>& lines);

 private:
  bool Append(std::uint32_t placement, const Judgement& judgement, std::vector<FastLine>& lines);
  bool AppendDays(DayMask days, const FastLine& like);
  bool AppendAway(DayMask days, std::size_t reason, const FastLine& like);
  bool AppendShare(DayMask days, const FastLine& like);
  void SortByFirstDay(std::size_t first) const;
  std::uint32_t HundredthsOf(DayMask days) const;

  const MonthColumns& columns_;
  const CompiledMonth& compiled_;
  std::vector<std::optional<std::int64_t>> hundredths_;  // of each quantity value
  std::set<std::string_view> limit_keys_;                // of placements in several parts

  // The placement at hand.
  const Regime* regime_ = nullptr;
  const Attendance* attendance_ = nullptr;
  DayMask attended_ = 0;  // days of its attendance
  std::span<const std::uint32_t> quantities_;
  std::vector<FastLine>* lines_ = nullptr;
};

}  // namespace tirek::capitation::fast
