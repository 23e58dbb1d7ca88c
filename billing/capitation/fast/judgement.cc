#include "billing/capitation/fast/judgement.h"

#include <algorithm>

namespace tirek::capitation::fast {
namespace {

constexpr auto kNotice = static_cast<std::size_t>(order::AbsenceReason::kNotice);

}  // namespace

void JudgeStretches(const MonthColumns& columns, const Regime& regime, std::uint32_t placement,
                    Judgement& judgement) {
  const Period month = columns.days();
  const Period period = columns.period(placement);
  const order::DayCount& count = regime.order->day_count;
  // Admitted and discharged on one date: that date is the discharge day.
  const DayMask discharge = MaskOf(period.end, month);
  const DayMask admission = MaskOf(period.start, month) & ~discharge;
  const Attendance& attendance = columns.attendance(placement);
  judgement.paid = attendance.days();
  // Days of a notice period lie on or after the discharge, all others before or on it.
  const DayMask notice = attendance.absent[kNotice];
  const DayMask lasts = MaskOf(Period{period.end, std::max(period.end, month.end)}, month);
  judgement.Deny(notice & ~lasts, DenialReason::kOutsidePlacement);
  judgement.Deny(~notice & ~(MaskOf(period, month) | discharge), DenialReason::kOutsidePlacement);
  if (!count.discharge_day_counts) judgement.Deny(discharge & ~notice, DenialReason::kDischargeDay);
  if (!count.admission_day_counts) judgement.Deny(admission & ~notice, DenialReason::kAdmissionDay);
  judgement.Deny(~regime.in_contract, DenialReason::kOutsideContract);
  judgement.Deny(~regime.licensed, DenialReason::kNoLicence);
  judgement.Deny(regime.tie, DenialReason::kTariffTie);
  judgement.Deny(regime.no_tariff, DenialReason::kTariffNotFound);
  judgement.Deny(regime.not_working, DenialReason::kNotWorkingDay);
}

AwayDays::AwayDays(const std::vector<AbsenceBefore>& before) {
  for (const AbsenceBefore& absence : before) {
    Count& count = counts_[static_cast<std::size_t>(absence.reason)];
    count.of_year_before = absence.days_in_year;
    count.in_run = absence.days_unbroken;
  }
}

void AwayDays::See(const Attendance& attendance, DayMask attended, std::size_t reason, int day) {
  const DayMask earlier = attended & DaysBefore(day);
  const bool goes_on = earlier == 0 || (attendance.absent[reason] & Bit(LastDay(earlier))) != 0;
  if (!goes_on) counts_[reason].in_run = 0;
}

std::optional<DenialReason> AwayDays::DenialOf(const Regime& regime, std::size_t reason,
                                               int day) const {
  for (const ShareDays& span : regime.away[reason]) {
    if ((span.days & Bit(day)) == 0) continue;
    const Share& share = regime.shares[span.share];
    if (!share.is_paid()) return DenialReason::kUnpaidAbsence;
    const Count& count = counts_[reason];
    const auto used_up = [](int used, const std::optional<int>& most) {
      return most && used >= *most;
    };
    if (used_up(count.in_run, share.rule->max_consecutive_days)) {
      return DenialReason::kAbsenceConsecutiveLimit;
    }
    if (used_up(count.of_month, share.rule->max_days_per_month)) return DenialReason::kAbsenceLimit;
    if (used_up(count.of_year_before + count.of_month, share.rule->max_days_per_year)) {
      return DenialReason::kAbsenceYearLimit;
    }
    return {};
  }
  return DenialReason::kUnpaidAbsence;  // no rule
}

void AwayDays::Claim(std::size_t reason) {
  ++counts_[reason].of_month;
  ++counts_[reason].in_run;
}

void JudgeAbsences(const Regime& regime, const Attendance& attendance,
                   const std::vector<AbsenceBefore>& before, Judgement& judgement) {
  const DayMask attended = attendance.days();
  if ((judgement.paid & ~attendance.present) == 0) return;
  AwayDays away(before);
  for (std::size_t reason = 0; reason < kReasons; ++reason) {
    if (!regime.is_paid[reason]) {
      judgement.Deny(attendance.absent[reason], DenialReason::kUnpaidAbsence);
      continue;
    }
    for (DayMask rest = attendance.absent[reason]; rest != 0; rest &= rest - 1) {
      const int day = FirstDay(rest);
      away.See(attendance, attended, reason, day);
      if ((judgement.paid & Bit(day)) == 0) continue;
      const auto denial = away.DenialOf(regime, reason, day);
      if (denial) {
        judgement.Deny(Bit(day), *denial);
      } else {
        away.Claim(reason);
      }
    }
  }
}

}  // namespace tirek::capitation::fast
