#include "billing/capitation/enrol.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "billing/order/rule_lookup.h"

namespace tirek::capitation {
namespace {

// Whether the tariff of that date pays days, and this one.
bool IsPaidByDay(const Row& row) {
  const order::StateSocialOrder& order = *row.contract->order;
  const Result<const order::Tariff*> tariff = order::FindTariff(order, DeliveryOf(row));
  if (!tariff) return true;
  if (!order::IsDayUnit((*tariff)->unit)) return false;
  if ((*tariff)->unit != order::ServiceUnit::kPersonMonth) return true;
  const auto* proration = order::ProrationFor(order, row.place->service, row.day.date);
  return proration == nullptr || proration->divisor != order::Divisor::kWorkingDays ||
         row.facts->calendar.IsWorkingDay(row.day.date);
}

bool IsEnrolled(const Row& row) {
  const CivilDate date = row.day.date;
  return order::BasisFor(*row.contract->order, row.place->service, date) ==
             order::PaymentBasis::kEnrolled &&
         row.contract->period.Contains(date) && !DenialByPlacement(row) && IsPaidByDay(row);
}

}  // namespace

bool MayEnrol(const order::StateSocialOrder& order) {
  const std::vector<order::BasisRule>& rules = order.basis_rules;
  return std::any_of(rules.begin(), rules.end(), [](const order::BasisRule& rule) {
    return rule.basis == order::PaymentBasis::kEnrolled;
  });
}

std::optional<DenialReason> DenialByPlacement(const Row& row) {
  const Period& period = row.placement->period;
  const order::DayCount& day_count = row.contract->order->day_count;
  const CivilDate date = row.day.date;
  if (row.day.absence == order::AbsenceReason::kNotice) {
    if (date >= period.end) return {};
    return DenialReason::kOutsidePlacement;
  }
  if (date < period.start || date > period.end) return DenialReason::kOutsidePlacement;
  // Admitted and discharged on one date: that date is the discharge day.
  if (date == period.end) {
    if (day_count.discharge_day_counts) return {};
    return DenialReason::kDischargeDay;
  }
  if (date == period.start && !day_count.admission_day_counts) return DenialReason::kAdmissionDay;
  return {};
}

std::vector<Row> EnrolledRows(const std::vector<Row>& placements) {
  // Most orders enrol nobody, and a nation's registers are long.
  const auto may_enrol = [](const Row& row) { return MayEnrol(*row.contract->order); };
  if (std::none_of(placements.begin(), placements.end(), may_enrol)) return {};
  std::map<std::string, std::set<CivilDate>> told;  // by limit key
  for (const Row& row : placements) {
    std::set<CivilDate>& dates = told[LimitKey(*row.placement)];
    for (const AttendanceDay& day : row.placement->attendance) dates.insert(day.date);
  }
  // Of two parts that could enrol a date, the same one does whatever the order of the facts.
  std::vector<Row> parts = placements;
  std::sort(parts.begin(), parts.end(), [](const Row& a, const Row& b) {
    return std::tie(a.placement->contract_id, a.placement->placement_id) <
           std::tie(b.placement->contract_id, b.placement->placement_id);
  });
  std::vector<Row> enrolled;
  for (Row& row : parts) {
    std::set<CivilDate>& dates = told.at(LimitKey(*row.placement));
    const Period month = row.facts->month.period();
    row.in_register = false;
    for (CivilDate date = month.start; date < month.end; date = date + 1) {
      row.day = {date, {}, Decimal::FromInteger(1)};
      if (dates.contains(date) || !IsEnrolled(row)) continue;
      dates.insert(date);
      enrolled.push_back(row);
    }
  }
  return enrolled;
}

}  // namespace tirek::capitation
