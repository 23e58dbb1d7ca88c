#include "services/contracts/contract_terms.h"

#include <algorithm>

namespace tirek::contracts {
namespace {

void CheckPeriod(const Period& period, const OrderTerms& order, std::vector<Violation>& faults) {
  if (!order.period.Contains(period.start)) {
    faults.push_back({"start_date", "OUTSIDE_ORDER_PERIOD",
                      "a day of the order's period " + order.period.ToString()});
  }
  if (period.end > order.period.end) {
    faults.push_back({"end_date", "OUTSIDE_ORDER_PERIOD",
                      "at latest the order's end " + order.period.end.ToString()});
  }
}

}  // namespace

std::vector<Violation> AgainstOrder(const NewContract& contract, const OrderTerms& order) {
  std::vector<Violation> faults;
  CheckPeriod(contract.period, order, faults);
  if (contract.ceiling.currency() != order.currency) {
    faults.push_back({"ceiling", "CURRENCY_MISMATCH",
                      "an amount in the order's currency " + std::string(order.currency.code())});
  }
  for (std::size_t i = 0; i < contract.services.size(); ++i) {
    const std::string& service = contract.services[i];
    if (std::find(order.services.begin(), order.services.end(), service) != order.services.end()) {
      continue;
    }
    faults.push_back({"services[" + std::to_string(i) + "]", "SERVICE_NOT_IN_ORDER",
                      "a service that has a tariff in the order " + order.code + "; '" + service +
                          "' has none"});
  }
  return faults;
}

}  // namespace tirek::contracts
