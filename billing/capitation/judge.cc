#include "billing/capitation/judge.h"

#include <algorithm>
#include <tuple>

namespace tirek::capitation {
namespace {

// No date holds more hours; nor more visits or sessions, each taken as an hour at the least.
constexpr int kHoursOfDay = 24;

const std::string& CategoryOn(const PlacementFacts& placement, CivilDate date) {
  static const std::string kUnknown;
  for (const CategoryPeriod& category : placement.categories) {
    if (category.period.Contains(date)) return category.category;
  }
  return kUnknown;
}

// The terms that would pay the row; `denial` holds already why no tariff does.
Treatment TermsOf(const Row& row) {
  const order::StateSocialOrder& order = *row.contract->order;
  const CivilDate date = row.day->date;
  Treatment terms;
  terms.category = CategoryOn(*row.placement, date);
  const order::Delivery delivery{row.place->territory, row.place->condition, row.place->service,
                                 terms.category, date};
  const Result<const order::Tariff*> tariff = order::FindTariff(order, delivery);
  if (tariff) {
    terms.tariff = *tariff;
    terms.coefficients = order::FindCoefficients(order, delivery);
  } else {
    terms.denial = ParseDenialReason(tariff.error().reason);
    TIREK_ASSERT(terms.denial.has_value());
  }
  terms.absence = row.day->absence;
  if (terms.absence) terms.absence_rule = order::FindAbsenceRule(order, *terms.absence, date);
  const bool shared = terms.absence_rule != nullptr && !terms.absence_rule->paid_share.is_zero();
  terms.paid_share = shared ? terms.absence_rule->paid_share : Decimal::FromInteger(1);
  return terms;
}

std::optional<DenialReason> DenialByPlacement(const Row& row) {
  const Period& period = row.placement->period;
  const order::DayCount& day_count = row.contract->order->day_count;
  const CivilDate date = row.day->date;
  if (date < period.start || date > period.end) return DenialReason::kOutsidePlacement;
  // Admitted and discharged on one date: that date is the discharge day.
  if (date == period.end) {
    if (day_count.discharge_day_counts) return {};
    return DenialReason::kDischargeDay;
  }
  if (date == period.start && !day_count.admission_day_counts) return DenialReason::kAdmissionDay;
  return {};
}

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

}  // namespace

std::vector<Row> RowsInOrderOfClaim(const MonthFacts& facts) {
  std::map<std::string, const ContractFacts*> contracts;
  for (const ContractFacts& contract : facts.contracts) contracts[contract.contract_id] = &contract;
  std::map<std::string, const PlaceFacts*> places;
  for (const PlaceFacts& place : facts.places) places[place.place_id] = &place;
  std::vector<Row> rows;
  for (const PlacementFacts& placement : facts.placements) {
    for (const AttendanceDay& day : placement.attendance) {
      rows.push_back(
          {&placement, contracts.at(placement.contract_id), places.at(placement.place_id), &day});
    }
  }
  const auto rank = [](const Row& row) {
    return std::tie(row.day->date, row.placement->period.start, row.placement->admission_key,
                    row.placement->placement_id);
  };
  std::sort(rows.begin(), rows.end(),
            [&rank](const Row& a, const Row& b) { return rank(a) < rank(b); });
  return rows;
}

Treatment Judge::Next(const Row& row) {
  if (row.day->date != date_) {
    date_ = row.day->date;
    day_of_person_.clear();
    present_at_place_.clear();
  }
  Treatment treatment = TermsOf(row);
  treatment.denial = FirstDenial(row, treatment);
  if (!treatment.denial) Claim(row, treatment);
  return treatment;
}

std::optional<DenialReason> Judge::FirstDenial(const Row& row, Treatment& treatment) const {
  if (const auto denial = DenialByPlacement(row)) return denial;
  if (!row.contract->period.Contains(date_)) return DenialReason::kOutsideContract;
  if (!IsLicensed(*row.place, date_)) return DenialReason::kNoLicence;
  if (treatment.denial) return treatment.denial;
  if (const auto denial = DenialByQuantity(row.day->quantity, treatment.tariff->unit))
    return denial;
  if (const auto denial = DenialByAbsence(row, treatment)) return denial;
  if (const auto denial = DenialByOverlap(row, treatment)) return denial;
  return DenialByCapacity(row);
}

std::optional<DenialReason> Judge::DenialByAbsence(const Row& row,
                                                   const Treatment& treatment) const {
  if (!treatment.absence) return {};
  const order::AbsenceRule* rule = treatment.absence_rule;
  if (rule == nullptr || rule->paid_share.is_zero()) return DenialReason::kUnpaidAbsence;
  if (!rule->max_days_per_month) return {};
  const auto paid = paid_days_away_.find({row.placement->placement_id, *treatment.absence});
  const int days = paid == paid_days_away_.end() ? 0 : paid->second;
  if (days >= *rule->max_days_per_month) return DenialReason::kAbsenceLimit;
  return {};
}

std::optional<DenialReason> Judge::DenialByOverlap(const Row& row, Treatment& treatment) const {
  if (!order::IsDayUnit(treatment.tariff->unit)) return {};
  const auto taken = day_of_person_.find(row.placement->person_id);
  if (taken == day_of_person_.end()) return {};
  const Row& winner = taken->second;
  treatment.overlap_placement_id = winner.placement->placement_id;
  return winner.contract->provider_id == row.contract->provider_id
             ? DenialReason::kOverlapSameProvider
             : DenialReason::kOverlapOtherProvider;
}

std::optional<DenialReason> Judge::DenialByCapacity(const Row& row) const {
  if (row.day->absence || !row.place->capacity) return {};
  const auto present = present_at_place_.find(row.place->place_id);
  const int persons = present == present_at_place_.end() ? 0 : present->second;
  if (persons >= *row.place->capacity) return DenialReason::kOverCapacity;
  return {};
}

void Judge::Claim(const Row& row, const Treatment& treatment) {
  if (order::IsDayUnit(treatment.tariff->unit)) {
    day_of_person_.emplace(row.placement->person_id, row);
  }
  if (treatment.absence) {
    ++paid_days_away_[{row.placement->placement_id, *treatment.absence}];
  } else {
    ++present_at_place_[row.place->place_id];
  }
}

}  // namespace tirek::capitation
