// What an order demands of the contracts under it.
#pragma once

#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/calendar/period.h"
#include "core/money/currency.h"
#include "services/contracts/contract.h"

namespace tirek::contracts {

struct OrderTerms {
  std::string code;
  Period period;
  Currency currency = kTenge;
  std::vector<std::string> services;  // that have a tariff
};

// OUTSIDE_ORDER_PERIOD, CURRENCY_MISMATCH, SERVICE_NOT_IN_ORDER: all that apply.
std::vector<Violation> AgainstOrder(const NewContract& contract, const OrderTerms& order);

// The contract with what the amendment changes.
NewContract Amended(const NewContract& contract, const ContractAmendment& amendment);

// EFFECTIVE_DATE_OUTSIDE, PERIOD_REVERSED: whether the amendment's dates can follow those in force.
std::vector<Violation> AgainstContract(const ContractAmendment& amendment,
                                       const NewContract& in_force);

}  // namespace tirek::contracts
