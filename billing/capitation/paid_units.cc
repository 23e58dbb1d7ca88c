#include "billing/capitation/paid_units.h"

#include <algorithm>
#include <utility>

#include "billing/order/rule_lookup.h"

namespace tirek::capitation {
namespace {

std::pair<std::string, std::string> PersonServiceOf(const Row& row) {
  return {row.placement->person_id, row.place->service};
}

template <typename Map, typename Key>
Exact ValueOr0(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? Exact() : found->second;
}

Exact PaidBefore(const Row& row) {
  if (row.person == nullptr) return {};
  for (const UnitsBefore& before : row.person->units_before) {
    if (before.service == row.place->service) return Exact(before.quantity);
  }
  return {};
}

// Of numbers with no more decimals than a Decimal has: as few as it needs.
Decimal ShortDecimal(const Exact& value) {
  for (int scale = 0; scale < Decimal::kMaxScale; ++scale) {
    const Result<Decimal> decimal = value.ToDecimal(scale, Rounding::kExact);
    if (decimal) return *decimal;
  }
  return *value.ToDecimal(Decimal::kMaxScale, Rounding::kExact);
}

// The most of `left` that is paid of a unit: parts of hours, else whole units.
Exact PayableOf(const Exact& left, order::ServiceUnit unit) {
  if (left.sign() <= 0) return {};
  if (unit == order::ServiceUnit::kHour) return left;
  return Exact(*left.ToDecimal(0, Rounding::kFloor));
}

DenialReason DenialOf(order::CapWindow window) {
  switch (window) {
    case order::CapWindow::kDay:
      return DenialReason::kDayCap;
    case order::CapWindow::kMonth:
      return DenialReason::kMonthCap;
    case order::CapWindow::kYear:
      return DenialReason::kYearCap;
  }
  AssertFailed("every window has its denial", __FILE__, __LINE__);
}

}  // namespace

std::vector<Part> PaidUnits::Split(const Row& row, const Treatment& treatment) const {
  if (IsMonthFull(row, treatment)) return {{row.day.quantity, DenialReason::kMonthCap, nullptr}};
  Exact rest(row.day.quantity);
  std::vector<Part> denied;
  for (const order::Cap* cap :
       order::CapsFor(*row.contract->order, row.place->service, treatment.category, row.day.date)) {
    const Exact payable = PayableOf(LeftUnder(*cap, row), treatment.tariff->unit);
    if (rest <= payable) continue;
    denied.push_back({ShortDecimal(rest - payable), DenialOf(cap->window), cap});
    rest = payable;
  }
  std::vector<Part> parts;
  if (denied.empty()) return {{row.day.quantity, {}, nullptr}};
  if (rest.sign() > 0) parts.push_back({ShortDecimal(rest), {}, nullptr});
  parts.insert(parts.end(), denied.begin(), denied.end());
  return parts;
}

void PaidUnits::Pay(const Row& row, const Treatment& treatment, const Decimal& quantity) {
  const PersonService key = PersonServiceOf(row);
  Exact& of_day = of_day_[{key, row.day.date}];
  of_day = of_day + Exact(quantity);
  Exact& of_month = of_month_[key];
  of_month = of_month + Exact(quantity);
  if (treatment.proration != nullptr) ++days_of_placement_[LimitKey(*row.placement)];
}

bool PaidUnits::IsMonthFull(const Row& row, const Treatment& treatment) const {
  if (treatment.proration == nullptr) return false;
  const auto days = days_of_placement_.find(LimitKey(*row.placement));
  return (days == days_of_placement_.end() ? 0 : days->second) >= treatment.divisor;
}

Exact PaidUnits::LeftUnder(const order::Cap& cap, const Row& row) const {
  const PersonService key = PersonServiceOf(row);
  const Exact most(cap.max_quantity);
  if (cap.window == order::CapWindow::kDay) {
    return most - ValueOr0(of_day_, std::pair(key, row.day.date));
  }
  const Exact of_month = ValueOr0(of_month_, key);
  if (cap.window == order::CapWindow::kMonth) return most - of_month;
  return most - of_month - PaidBefore(row);
}

}  // namespace tirek::capitation
