#include "billing/capitation/fast/kernel.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "core/base/assert.h"

namespace tirek::capitation::fast {
namespace {

// The most of a date, in hundredths: one day, or an hour for each of its hours.
constexpr std::int64_t kMostOfDay = 24 * kWholeUnit;
constexpr std::int64_t kMostOfMonth = 31 * kMostOfDay;

bool IsAllowed(std::int64_t hundredths, order::ServiceUnit unit) {
  if (order::IsDayUnit(unit)) return hundredths == kWholeUnit;
  return unit == order::ServiceUnit::kHour || hundredths % kWholeUnit == 0;
}

}  // namespace

Kernel::Kernel(const MonthColumns& columns, const CompiledMonth& compiled)
    : columns_(columns), compiled_(compiled) {
  for (const Decimal& value : columns.quantity_values()) {
    hundredths_.push_back(InHundredths(value));
  }
  for (const std::string_view key : columns.limit_keys()) limit_keys_.insert(key);
}

bool Kernel::QuantitiesFit(std::uint32_t placement) const {
  const std::span<const std::uint32_t> quantities = columns_.quantities(placement);
  const Regime& regime = compiled_.regime(columns_.setting(placement));
  return std::all_of(quantities.begin(), quantities.end(), [&](std::uint32_t index) {
    const std::optional<std::int64_t>& hundredths = hundredths_[index];
    if (!hundredths || *hundredths > kMostOfDay) return false;
    return std::all_of(regime.terms.begin(), regime.terms.end(), [&](const TermsDays& days) {
      const order::Tariff* tariff = compiled_.tariff(days.terms);
      return tariff == nullptr || IsAllowed(*hundredths, tariff->unit);
    });
  });
}

bool Kernel::RulesFit(std::uint32_t placement) const {
  if (!compiled_.regime(columns_.setting(placement)).is_plain) return false;
  if (limit_keys_.empty()) return true;
  return columns_.particulars(placement).limit_key.empty() &&
         !limit_keys_.contains(columns_.placement_id(placement));
}

bool Kernel::SumsFit(std::uint32_t placement) const {
  const Regime& regime = compiled_.regime(columns_.setting(placement));
  const Rounding policy = regime.order->rounding.policy;
  return std::all_of(regime.terms.begin(), regime.terms.end(), [policy](const TermsDays& days) {
    return std::all_of(days.prices.begin(), days.prices.end(), [policy](const auto& price) {
      const bool exact = price && price->divisor == 1;
      return price && (exact || policy != Rounding::kExact) &&
             AmountOf(kMostOfMonth, *price, policy);
    });
  });
}

bool Kernel::AppendLines(std::uint32_t placement, std::vector<FastLine>& lines) {
  if (!RulesFit(placement)) return false;
  if (!columns_.quantities(placement).empty() && !QuantitiesFit(placement)) return false;
  const Regime& regime = compiled_.regime(columns_.setting(placement));
  Judgement judgement;
  JudgeStretches(columns_, regime, placement, judgement);
  JudgeAbsences(regime, columns_.attendance(placement),
                columns_.particulars(placement).absences_before, judgement);
  return Append(placement, judgement, lines);
}

void Kernel::AppendJudged(std::uint32_t placement, const Judgement& judgement,
                          std::vector<FastLine>& lines) {
  const bool fits = Append(placement, judgement, lines);
  TIREK_ASSERT(fits);
}

bool Kernel::Append(std::uint32_t placement, const Judgement& judgement,
                    std::vector<FastLine>& lines) {
  regime_ = &compiled_.regime(columns_.setting(placement));
  attendance_ = &columns_.attendance(placement);
  attended_ = attendance_->days();
  quantities_ = columns_.quantities(placement);
  lines_ = &lines;
  const std::size_t before = lines.size();
  FastLine line;
  line.placement = placement;
  bool fits = AppendDays(judgement.paid, line);
  for (std::uint64_t rest = judgement.reasons; fits && rest != 0; rest &= rest - 1) {
    const auto reason = static_cast<std::size_t>(std::countr_zero(rest));
    line.denial_code = static_cast<std::uint8_t>(reason);
    fits = AppendDays(judgement.denied[reason], line);
  }
  const auto append_overlaps = [&](const std::vector<Overlap>& overlaps, DenialReason reason) {
    line.denial_code = static_cast<std::uint8_t>(reason);
    for (const Overlap& overlap : overlaps) {
      line.winner = overlap.winner;
      fits = fits && AppendDays(overlap.days, line);
    }
  };
  append_overlaps(judgement.same_provider, DenialReason::kOverlapSameProvider);
  append_overlaps(judgement.other_provider, DenialReason::kOverlapOtherProvider);
  if (!fits) {
    lines.resize(before);
    return false;
  }
  SortByFirstDay(before);
  return true;
}

// Days with one verdict: a line for those present, and one for each way in which the absent are
// paid.
bool Kernel::AppendDays(DayMask days, const FastLine& like) {
  if (!AppendShare(days & attendance_->present, like)) return false;
  if ((days & ~attendance_->present) == 0) return true;
  for (std::size_t reason = 0; reason < kReasons; ++reason) {
    const DayMask away = days & attendance_->absent[reason];
    if (away != 0 && !AppendAway(away, reason, like)) return false;
  }
  return true;
}

// A rule has its days in one line, though those of another may lie between.
bool Kernel::AppendAway(DayMask days, std::size_t reason, const FastLine& like) {
  FastLine line = like;
  line.absence_code = static_cast<std::uint8_t>(reason);
  for (std::size_t share = 1; days != 0 && share < regime_->shares.size(); ++share) {
    DayMask of_share = 0;
    for (const ShareDays& span : regime_->away[reason]) {
      if (span.share == share) of_share |= days & span.days;
    }
    days &= ~of_share;
    line.share = static_cast<std::uint16_t>(share);
    if (!AppendShare(of_share, line)) return false;
  }
  line.share = 0;
  return AppendShare(days, line);
}

bool Kernel::AppendShare(DayMask days, const FastLine& like) {
  if (days == 0) return true;
  for (const TermsDays& terms : regime_->terms) {
    const DayMask part = days & terms.days;
    if (part == 0) continue;
    FastLine& line = lines_->emplace_back(like);
    line.days = part;
    line.terms = terms.terms;
    line.hundredths = HundredthsOf(part);
    if (terms.prices.empty()) continue;
    if (const DayAmounts* amounts = terms.amounts[like.share].get();
        amounts != nullptr && quantities_.empty()) {
      line.amount_minor = (*amounts)[static_cast<std::size_t>(CountDays(part))];
      continue;
    }
    const std::optional<Price>& price = terms.prices[like.share];
    if (!price) return false;
    const auto amount = AmountOf(line.hundredths, *price, regime_->order->rounding.policy);
    if (!amount) return false;
    line.amount_minor = *amount;
  }
  return true;
}

// A placement has few lines, most of them in order already.
void Kernel::SortByFirstDay(std::size_t first) const {
  std::vector<FastLine>& lines = *lines_;
  for (std::size_t i = first + 1; i < lines.size(); ++i) {
    for (std::size_t j = i; j > first && FirstDay(lines[j].days) < FirstDay(lines[j - 1].days);
         --j) {
      std::swap(lines[j], lines[j - 1]);
    }
  }
}

// At most 31 days of 24 hours each: QuantitiesFit has seen to it.
std::uint32_t Kernel::HundredthsOf(DayMask days) const {
  if (quantities_.empty()) return static_cast<std::uint32_t>(CountDays(days) * kWholeUnit);
  std::int64_t sum = 0;
  for (DayMask rest = days; rest != 0; rest &= rest - 1) {
    const int row = CountDays(attended_ & DaysBefore(FirstDay(rest)));
    sum += *hundredths_[quantities_[static_cast<std::size_t>(row)]];
  }
  return static_cast<std::uint32_t>(sum);
}

}  // namespace tirek::capitation::fast
