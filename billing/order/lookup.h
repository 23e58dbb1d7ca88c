// What of an order applies to a service delivered to a person at a place on a date.
#pragma once

#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/base/result.h"
#include "core/money/exact.h"

namespace tirek::order {

// One delivered service, as far as an order asks about it.
struct Delivery {
  Kato territory;  // of the place
  DeliveryCondition condition = DeliveryCondition::kStationary;
  std::string service;
  std::string category;  // of the person on that date; empty when none is known
  CivilDate date;
};

// The tariff in force: that of the most specific territory, and there one for the person's category
// before one for any. Fails with TARIFF_NOT_FOUND, or TARIFF_TIE when two would do.
// The pointer is into `order`.
Result<const Tariff*> FindTariff(const StateSocialOrder& order, const Delivery& delivery);

// Every coefficient that applies, in the order of their codes; pointers into `order`.
std::vector<const Coefficient*> FindCoefficients(const StateSocialOrder& order,
                                                 const Delivery& delivery);

// 1 + share × (value - 1); of a coefficient with steps, `value` is that of its band.
Exact FactorOf(const Coefficient& coefficient);
Exact FactorOf(const Coefficient& coefficient, const Decimal& value);

}  // namespace tirek::order
