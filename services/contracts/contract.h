// A contract with a provider under an order, with its ceiling.
#pragma once

#include <optional>
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
  std::string cut_order;                        // "LATEST_DAY_FIRST", …; empty as the order says
  std::string budget_code = {};                 // of the budget classification; may be empty

  friend bool operator==(const NewContract&, const NewContract&) = default;
};

struct Contract {
  ContractId contract_id;
  NewContract details;
  int version = 1;
  Instant create_time;
};

// What changes from effective_date on; what is absent or empty stays.
struct ContractAmendment {
  ContractId contract_id;
  std::string etag;  // of the version that it was made from; empty for whatever there is
  CivilDate effective_date;
  std::string source_act;
  std::optional<Money> ceiling;
  std::vector<std::string> services;
  std::optional<CivilDate> end_date;
  std::string cut_order;
  std::string budget_code = {};
};

// The terms from effective_date on.
struct ContractVersion {
  int version = 1;
  CivilDate effective_date;
  std::string source_act;  // empty of the contract as signed
  std::vector<std::string> services;
  CivilDate end_date;
  Money ceiling = Money::FromMinor(0, kTenge);
  std::string cut_order;
  Instant record_time;
  std::string budget_code = {};
};

struct ContractFilter {
  std::string number;
  std::string provider_id;
  std::string order_id;
};

}  // namespace tirek::contracts
