#include "billing/capitation/judge.h"

#include <algorithm>

#include "billing/capitation/enrol.h"

namespace tirek::capitation {
namespace {

// No date holds more hours; nor more visits or sessions, each taken as an hour at the least.
constexpr int kHoursOfDay = 24;

bool IsLicensed(const PlaceFacts& place, CivilDate date) {
  return std::any_of(place.licences.begin(), place.licences.end(),
                     [date](const Period& licence) { return licence.Contains(date); });
}

std::optional<DenialReason> DenialByQuantity(const Decimal& quantity, order::ServiceUnit unit) {
  const int most = order::IsDayUnit(unit) ? 1 : kHoursOfDay;
  if (quantity > Decimal::FromInteger(most)) return DenialReason::kQuantityBeyondDay;
  const bool whole = quantity.ToScale(0, Rounding::kExact).has_value();
  if (unit != order::ServiceUnit::kHour && !whole) return DenialReason::kQuantityNotWhole;
  return {};
}

std::optional<DenialReason> DenialByProration(const Row& row, const Treatment& treatment) {
  if (treatment.proration == nullptr) return {};
  const order::Divisor divisor = treatment.proration->divisor;
  if (divisor == order::Divisor::kWorkingDays && !row.facts->calendar.IsWorkingDay(row.day.date)) {
    return DenialReason::kNotWorkingDay;
  }
  if (divisor == order::Divisor::kPlannedDays && !row.placement->planned_days) {
    return DenialReason::kPlannedDaysUnknown;
  }
  return {};
}

bool IsPersonDay(const Treatment& treatment) {
  return order::IsDayUnit(treatment.tariff->unit) && treatment.ground != LineGround::kReserved &&
         treatment.ground != LineGround::kNotice;
}

bool HoldsPlace(const Treatment& treatment) {
  if (treatment.ground == LineGround::kAbsence) return IsEnrolled(treatment);
  return treatment.ground == LineGround::kAttended || treatment.ground == LineGround::kEnrolled;
}

}  // namespace

std::vector<JudgedRow> Judge::Next(const Row& row) {
  if (row.day.date != date_) {
    date_ = row.day.date;
    day_of_person_.clear();
    present_at_place_.clear();
  }
  absence_limits_.See(row);
  Treatment treatment = TermsOf(row);
  treatment.denial = FirstDenial(row, treatment);
  if (treatment.denial) return {{row, treatment}};
  std::vector<JudgedRow> judged;
  for (const Part& part : paid_units_.Split(row, treatment)) {
    judged.push_back({row, treatment});
    judged.back().row.day.quantity = part.quantity;
    judged.back().treatment.denial = part.denial;
    judged.back().treatment.cap = part.cap;
  }
  if (!judged.front().treatment.denial) Claim(judged.front());
  return judged;
}

std::optional<DenialReason> Judge::FirstDenial(const Row& row, Treatment& treatment) const {
  if (const auto denial = DenialByPlacement(row)) return denial;
  if (!row.contract->period.Contains(date_)) return DenialReason::kOutsideContract;
  if (!IsLicensed(*row.place, date_)) return DenialReason::kNoLicence;
  if (treatment.denial) return treatment.denial;
  if (const auto denial = DenialByQuantity(row.day.quantity, treatment.tariff->unit)) {
    return denial;
  }
  if (const auto denial = DenialByProration(row, treatment)) return denial;
  if (const auto denial = DenialByAbsence(row, treatment)) return denial;
  if (const auto denial = DenialByOverlap(row, treatment)) return denial;
  return DenialByCapacity(row, treatment);
}

std::optional<DenialReason> Judge::DenialByAbsence(const Row& row,
                                                   const Treatment& treatment) const {
  if (!treatment.absence || IsEnrolled(treatment)) return {};
  const order::AbsenceRule* rule = treatment.absence_rule;
  if (rule == nullptr || rule->paid_share.is_zero()) return DenialReason::kUnpaidAbsence;
  return absence_limits_.Denial(row, *rule);
}

std::optional<DenialReason> Judge::DenialByOverlap(const Row& row, Treatment& treatment) const {
  if (!IsPersonDay(treatment)) return {};
  const auto taken = day_of_person_.find(row.placement->person_id);
  if (taken == day_of_person_.end()) return {};
  const Row& winner = taken->second;
  treatment.overlap_placement_id = winner.placement->placement_id;
  return winner.contract->provider_id == row.contract->provider_id
             ? DenialReason::kOverlapSameProvider
             : DenialReason::kOverlapOtherProvider;
}

std::optional<DenialReason> Judge::DenialByCapacity(const Row& row,
                                                    const Treatment& treatment) const {
  if (!HoldsPlace(treatment) || !row.place->capacity) return {};
  const auto present = present_at_place_.find(row.place->place_id);
  const int persons = present == present_at_place_.end() ? 0 : present->second;
  if (persons >= *row.place->capacity) return DenialReason::kOverCapacity;
  return {};
}

void Judge::Claim(const JudgedRow& paid) {
  const Row& row = paid.row;
  if (IsPersonDay(paid.treatment)) day_of_person_.emplace(row.placement->person_id, row);
  if (HoldsPlace(paid.treatment)) ++present_at_place_[row.place->place_id];
  // Enrolment pays days away without counting them: no limit of absences holds under it.
  if (paid.treatment.absence_rule != nullptr) absence_limits_.Pay(row);
  paid_units_.Pay(row, paid.treatment, row.day.quantity);
}

}  // namespace tirek::capitation
