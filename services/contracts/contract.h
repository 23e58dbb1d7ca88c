// A contract with a provider under an order, with its ceiling.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/period.h"
#include "core/money/money.h"
#include "services/contracts/order.h"

namespace tirek::contracts {

struct ContractTag {
  static constexpr std::string_view kPrefix = "ctr";
};
using ContractId = Id<ContractTag>;

// The registry's ids, which this service does not interpret.
struct ProviderTag {
  static constexpr std::string_view kPrefix = "prv";
};
using ProviderId = Id<ProviderTag>;

struct NewContract {
  std::string number;
  ProviderId provider_id;
  OrderId order_id;
  std::vector<std::string> services;  // each once, in the order given
  Period period;
  Money ceiling = Money::FromMinor(0, kTenge);  // all that may be paid under it
  std::string route;                            // as stored: "COMPETITION", "SINGLE_SOURCE", …
  int payment_due_days = 0;                     // after adjudication
};

struct Contract {
  ContractId contract_id;
  NewContract details;
  int version = 1;
  Instant create_time;
};

struct ContractFilter {
  std::string number;
  std::string provider_id;
  std::string order_id;
};

}  // namespace tirek::contracts
