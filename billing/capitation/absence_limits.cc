#include "billing/capitation/absence_limits.h"

namespace tirek::capitation {
namespace {

AbsenceBefore BeforeOf(const Row& row) {
  for (const AbsenceBefore& before : row.placement->absences_before) {
    if (before.reason == row.day.absence) return before;
  }
  return {};
}

}  // namespace

void AbsenceLimits::See(const Row& row) {
  if (!row.in_register) return;
  const std::string& key = LimitKey(*row.placement);
  const auto [run, is_first] = runs_.try_emplace(key);
  if (!is_first && run->second.reason == row.day.absence) return;
  const bool goes_on = is_first && row.day.absence;
  run->second = {row.day.absence, goes_on ? BeforeOf(row).days_unbroken : 0};
}

std::optional<DenialReason> AbsenceLimits::Denial(const Row& row,
                                                  const order::AbsenceRule& rule) const {
  const int in_run = runs_.at(LimitKey(*row.placement)).paid_days;
  if (rule.max_consecutive_days && in_run >= *rule.max_consecutive_days) {
    return DenialReason::kAbsenceConsecutiveLimit;
  }
  const int in_month = PaidInMonth(row);
  if (rule.max_days_per_month && in_month >= *rule.max_days_per_month) {
    return DenialReason::kAbsenceLimit;
  }
  if (rule.max_days_per_year && BeforeOf(row).days_in_year + in_month >= *rule.max_days_per_year) {
    return DenialReason::kAbsenceYearLimit;
  }
  return {};
}

void AbsenceLimits::Pay(const Row& row) {
  const std::string& key = LimitKey(*row.placement);
  ++runs_.at(key).paid_days;
  ++paid_days_[{key, *row.day.absence}];
}

int AbsenceLimits::PaidInMonth(const Row& row) const {
  const auto paid = paid_days_.find({LimitKey(*row.placement), *row.day.absence});
  return paid == paid_days_.end() ? 0 : paid->second;
}

}  // namespace tirek::capitation
