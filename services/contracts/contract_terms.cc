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

NewContract Amended(const NewContract& contract, const ContractAmendment& amendment) {
  NewContract amended = contract;
  if (amendment.ceiling) amended.ceiling = *amendment.ceiling;
  if (!amendment.services.empty()) amended.services = amendment.services;
  if (amendment.end_date) amended.period.end = *amendment.end_date;
  if (!amendment.cut_order.empty()) amended.cut_order = amendment.cut_order;
  if (!amendment.budget_code.empty()) amended.budget_code = amendment.budget_code;
  return amended;
}

std::vector<Violation> AgainstContract(const ContractAmendment& amendment,
                                       const NewContract& in_force) {
  const Period period = in_force.period;
  const CivilDate date = amendment.effective_date;
  std::vector<Violation> faults;
  if (date < period.start || date > period.end) {
    faults.push_back({"effective_date", "EFFECTIVE_DATE_OUTSIDE",
                      "a day from " + period.start.ToString() + " to " + period.end.ToString()});
  }
  // What was agreed for the days before holds, and a contract has a day at least.
  const CivilDate first_end = std::max(date, period.start + 1);
  if (amendment.end_date && *amendment.end_date < first_end) {
    faults.push_back({"end_date", "PERIOD_REVERSED", "a day from " + first_end.ToString() + " on"});
  }
  return faults;
}

}  // namespace tirek::contracts
