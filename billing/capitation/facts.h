// What a capitation run reads: one month's contracts, places, placements and attendance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/base/error.h"
#include "core/calendar/month.h"

namespace tirek::capitation {

struct ContractFacts {
  std::string contract_id;
  std::string provider_id;
  Period period;
  const order::StateSocialOrder* order = nullptr;  // without violations; outlives the run
};

struct PlaceFacts {
  std::string place_id;
  order::DeliveryCondition condition = order::DeliveryCondition::kStationary;
  std::string service;
  Kato territory;
  std::optional<int> capacity;   // persons a day; absent where a place has no walls (home, remote)
  std::vector<Period> licences;  // of the provider, covering the service
};

struct CategoryPeriod {
  Period period;
  std::string category;
};

// One row of the attendance register: what a person received on a date, or would have.
struct AttendanceDay {
  CivilDate date;
  std::optional<order::AbsenceReason> absence;  // absent from the row: the person was there
  Decimal quantity;                             // 1 for a bed-day or a day; visits, hours, sessions
};

struct PlacementFacts {
  std::string placement_id;
  std::string person_id;
  std::string contract_id;
  std::string place_id;
  Period period;              // from the admission day to the discharge day; kFarFuture while open
  std::string admission_key;  // when and as what the admission was confirmed: decides equal dates
  std::vector<CategoryPeriod> categories;
  std::vector<AttendanceDay> attendance;
};

struct MonthFacts {
  Month month;
  std::vector<ContractFacts> contracts;
  std::vector<PlaceFacts> places;
  std::vector<PlacementFacts> placements;
};

// Every fact that no rule can judge because it contradicts itself or the others; empty when sound.
// Fields are paths such as "placements[3].attendance[0].date".
std::vector<Violation> CheckFacts(const MonthFacts& facts);

}  // namespace tirek::capitation
