// A small order for tests: day care in Karaganda in 2026 at one tariff, without coefficients.
#pragma once

#include <string>
#include <utility>

#include "billing/order/order.h"

namespace tirek::order {

inline Decimal Number(const char* text) { return *Decimal::Parse(text); }
inline CivilDate Day(const char* text) { return *CivilDate::Parse(text); }
inline Kato Territory(const char* code) { return *Kato::Parse(code); }

// From the first day to the last, both in the period.
inline Period Days(const char* first, const char* last) { return {Day(first), Day(last) + 1}; }
inline Period Year2026() { return Days("2026-01-01", "2026-12-31"); }

inline const Kato kKaragandaRegion = Territory("350000000");
inline const Kato kKaragandaCity = Territory("351010000");

inline Tariff DayTariff(std::string code, const char* rate, Period period) {
  Tariff tariff;
  tariff.code = std::move(code);
  tariff.territory = kKaragandaRegion;
  tariff.condition = DeliveryCondition::kSemiStationary;
  tariff.service = "day-care";
  tariff.unit = ServiceUnit::kDay;
  tariff.rate = Number(rate);
  tariff.period = period;
  tariff.source_act = "decree 77";
  return tariff;
}

inline Coefficient Factor(std::string code, const char* value, const char* share = "1") {
  Coefficient coefficient;
  coefficient.code = std::move(code);
  coefficient.value = Number(value);
  coefficient.share = Number(share);
  coefficient.period = Year2026();
  coefficient.source_act = "decree 78";
  return coefficient;
}

inline AbsenceRule Away(AbsenceReason reason, const char* paid_share,
                        std::optional<int> most = {}) {
  AbsenceRule rule;
  rule.reason = reason;
  rule.paid_share = Number(paid_share);
  rule.max_days_per_month = most;
  rule.period = Year2026();
  rule.source_act = "rules 230";
  return rule;
}

inline StateSocialOrder SampleOrder(const char* rate = "5433.75") {
  StateSocialOrder order;
  order.code = "GSZ-2026";
  order.title = "Day care for children in 2026";
  order.source_act = "order 281";
  order.period = Year2026();
  order.method_version = kMethodVersion;
  order.tariffs = {DayTariff("T-DAY", rate, Year2026())};
  order.rounding = {Rounding::kHalfUp, RoundingPlace::kUnitRate};
  return order;
}

}  // namespace tirek::order
