#include "billing/documents/services_document.h"

#include "billing/documents/uneven.h"
#include "core/money/exact.h"
#include "core/money/round.h"

namespace tirek::documents {
namespace {

Result<void> CheckPrice(const ServiceRow& row) {
  if (!row.price) return {};
  TIREK_ASSIGN_OR_RETURN(const Money cost, CostOf(*row.price, row.quantity));
  if (cost == row.amount) return {};
  return Uneven("cost under tariff " + row.tariff_code, row.amount, cost);
}

}  // namespace

Result<void> CheckSums(const ServicesDocument& document) {
  Money sum = Money::FromMinor(0, document.approved.currency());
  for (const ServiceRow& row : document.services.rows) {
    TIREK_RETURN_IF_ERROR(CheckPrice(row));
    TIREK_ASSIGN_OR_RETURN(sum, sum.Plus(row.amount));
  }
  if (sum != document.approved) return Uneven("approved sum of the claim", document.approved, sum);
  if (document.services.total != document.approved) {
    return Uneven("approved sum of the claim", document.approved, document.services.total);
  }
  if (document.services.unfunded != document.unfunded) {
    return Uneven("unfunded sum of the claim", document.unfunded, document.services.unfunded);
  }
  return {};
}

Result<Money> VatWithin(Money sum, const Decimal& rate) {
  const Exact tax = Exact::FromMoney(sum) * Exact(rate);
  TIREK_ASSIGN_OR_RETURN(const Exact within, tax.DividedBy(Exact(1) + Exact(rate)));
  return Round(within, sum.currency(), Rounding::kHalfUp);
}

}  // namespace tirek::documents
