#include "billing/order/lookup.h"

#include <algorithm>

namespace tirek::order {
namespace {

bool Applies(const Tariff& tariff, const Delivery& delivery) {
  return tariff.condition == delivery.condition && tariff.service == delivery.service &&
         tariff.period.Contains(delivery.date) && delivery.territory.IsWithin(tariff.territory) &&
         (tariff.category.empty() || tariff.category == delivery.category);
}

bool Applies(const Coefficient& coefficient, const Delivery& delivery) {
  return coefficient.period.Contains(delivery.date) &&
         (!coefficient.territory || delivery.territory.IsWithin(*coefficient.territory)) &&
         (!coefficient.condition || coefficient.condition == delivery.condition) &&
         (coefficient.service.empty() || coefficient.service == delivery.service) &&
         (coefficient.category.empty() || coefficient.category == delivery.category);
}

// Two tariffs of which neither is closer to the delivery. Both territories contain the place, so
// they are equal or one contains the other.
bool Ties(const Tariff& a, const Tariff& b) {
  return a.territory == b.territory && a.category.empty() == b.category.empty();
}

bool IsCloser(const Tariff& a, const Tariff& b) {
  if (a.territory != b.territory) return a.territory.IsWithin(b.territory);
  return !a.category.empty() && b.category.empty();
}

Error LookupError(ErrorKind kind, const char* reason, const char* message,
                  const Delivery& delivery) {
  return Error{kind,
               reason,
               message,
               {{"territory", delivery.territory.text()},
                {"condition", std::string(DeliveryConditionName(delivery.condition))},
                {"service", delivery.service},
                {"category", delivery.category},
                {"date", delivery.date.ToString()}},
               {}};
}

}  // namespace

Result<const Tariff*> FindTariff(const StateSocialOrder& order, const Delivery& delivery) {
  const Tariff* closest = nullptr;
  const Tariff* rival = nullptr;
  for (const Tariff& tariff : order.tariffs) {
    if (!Applies(tariff, delivery)) continue;
    if (closest != nullptr && Ties(tariff, *closest)) {
      rival = &tariff;
    } else if (closest == nullptr || IsCloser(tariff, *closest)) {
      closest = &tariff;
      rival = nullptr;
    }
  }
  if (closest == nullptr) {
    return LookupError(ErrorKind::kNotFound, "TARIFF_NOT_FOUND",
                       "No tariff of the order is in force for this service, place and date.",
                       delivery);
  }
  if (rival != nullptr) {
    Error error = LookupError(ErrorKind::kPrecondition, "TARIFF_TIE",
                              "Two tariffs of the order are in force for one delivery.", delivery);
    error.metadata["first"] = std::min(closest->code, rival->code);
    error.metadata["second"] = std::max(closest->code, rival->code);
    return error;
  }
  return closest;
}

std::vector<const Coefficient*> FindCoefficients(const StateSocialOrder& order,
                                                 const Delivery& delivery) {
  std::vector<const Coefficient*> applying;
  for (const Coefficient& coefficient : order.coefficients) {
    if (Applies(coefficient, delivery)) applying.push_back(&coefficient);
  }
  std::sort(applying.begin(), applying.end(),
            [](const Coefficient* a, const Coefficient* b) { return a->code < b->code; });
  return applying;
}

Exact FactorOf(const Coefficient& coefficient) { return FactorOf(coefficient, coefficient.value); }

Exact FactorOf(const Coefficient& coefficient, const Decimal& value) {
  return Exact(1) + Exact(coefficient.share) * (Exact(value) - Exact(1));
}

}  // namespace tirek::order
