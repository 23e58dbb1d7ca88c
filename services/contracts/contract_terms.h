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

}  // namespace tirek::contracts
