// What a capitation run reads: one month's contracts, places, placements and attendance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/order/order.h"
#include "core/base/error.h"
#include "core/calendar/month.h"
#include "core/calendar/working_calendar.h"

namespace tirek::capitation {

struct ContractFacts {
  std::string contract_id;
  std::string provider_id;
  Period period;
  const order::StateSocialOrder* order = nullptr;  // without violations; outlives the run
  std::optional<Decimal> quality_factor = {};      // 0 to 1, of the month; absent: not known yet
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

// Days away of one reason before the month: in its calendar year, and unbroken up to its first day.
struct AbsenceBefore {
  order::AbsenceReason reason = order::AbsenceReason::kHospital;
  int days_in_year = 0;
  int days_unbroken = 0;
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
  std::optional<int> planned_days;  // of the person's own plan for the month
  std::vector<AbsenceBefore> absences_before;
  // The same for the parts of one placement whose days belong to several contracts: they share the
  // limits of absences and of the month. Empty: the placement is one part.
  std::string limit_key;
};

struct SeverityPeriod {
  Period period;
  int grade = 0;
};

// Units of a service that the person was paid for in the calendar year, before the month.
struct UnitsBefore {
  std::string service;
  Decimal quantity;
};

// What rules ask of a person; a person of whom nothing is known needs no entry.
struct PersonFacts {
  std::string person_id;
  std::optional<CivilDate> birth_date;
  std::vector<SeverityPeriod> severities;
  std::optional<Decimal> income;   // average of a month, in major units of the order's currency
  std::optional<Decimal> pension;  // assigned for the month
  std::vector<UnitsBefore> units_before;
};

// A provider's value of one indicator of a pot.
struct IndicatorFacts {
  std::string provider_id;
  std::string indicator;
  Decimal value;
};

struct MonthFacts {
  Month month;
  std::vector<ContractFacts> contracts;
  std::vector<PlaceFacts> places;
  std::vector<PlacementFacts> placements;
  std::vector<PersonFacts> persons;
  std::vector<IndicatorFacts> indicators;
  WorkingCalendar calendar;
};

// Every fact that no rule can judge because it contradicts itself or the others; empty when sound.
// Fields are paths such as "placements[3].attendance[0].date".
std::vector<Violation> CheckFacts(const MonthFacts& facts);

}  // namespace tirek::capitation
