// The facts of one month as other services publish them, and the lines they come to. Pure: what is
// read here once can be computed again at any time.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "billing/capitation/facts.h"
#include "billing/capitation/line.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/eligibility/entitlement.h"

namespace tirek::billing {

// What holds of a contract from the start of `period` on, until it ends; the amendments recorded
// later go before it.
struct ContractAmendment {
  Period period;
  std::vector<std::string> services;
};

struct ContractRow {
  std::string contract_id;
  std::string number;
  std::string provider_id;
  std::string order_id;
  std::vector<std::string> services;  // as signed, as is the period
  Period period;
  std::vector<ContractAmendment> amendments = {};  // in the order of their recording
};

struct PlaceRow {
  std::string place_id;
  std::string service;
  order::DeliveryCondition condition = order::DeliveryCondition::kStationary;
  int capacity = 0;
  Kato territory;
};

struct LicenceRow {
  std::string provider_id;
  Period period;
};

struct PlacementRow {
  std::string placement_id;
  std::string person_id;
  std::string place_id;
  std::string provider_id;
  Period period;
  Instant admitted;  // when the admission was recorded
};

struct DecisionRow {
  DecisionTerm term;
  std::string person_id;
  std::string service;
  std::string category;
};

struct AttendanceRow {
  std::string placement_id;
  capitation::AttendanceDay day;
};

// What the rules of an order ask of persons and placements beside their attendance. Empty where no
// order of the month asks for it.
struct BirthDateRow {
  std::string person_id;
  CivilDate birth_date;
};

enum class CircumstanceKind { kIncome, kPension, kSeverity };

struct CircumstanceRow {
  std::string person_id;
  CircumstanceKind kind = CircumstanceKind::kIncome;
  Decimal value;
  Period period;
};

struct PlanRow {
  std::string placement_id;
  int planned_days = 0;
};

struct AbsenceBeforeRow {
  std::string placement_id;
  capitation::AbsenceBefore before;
};

struct UnitsBeforeRow {
  std::string person_id;
  capitation::UnitsBefore units;
};

struct QualityRow {
  std::string contract_id;
  Decimal factor;
};

struct MonthRows {
  Month month;
  std::map<std::string, order::StateSocialOrder> orders;  // by id
  std::vector<ContractRow> contracts;
  std::vector<PlaceRow> places;
  std::vector<LicenceRow> licences;
  std::vector<PlacementRow> placements;
  std::vector<DecisionRow> decisions;
  std::vector<AttendanceRow> attendance;
  std::vector<BirthDateRow> birth_dates = {};
  std::vector<CircumstanceRow> circumstances = {};  // in the order of their recording
  std::vector<PlanRow> plans = {};                  // one a placement, as the next four one each
  std::vector<AbsenceBeforeRow> absences_before = {};
  std::vector<UnitsBeforeRow> units_before = {};
  std::vector<QualityRow> qualities = {};
  std::vector<capitation::IndicatorFacts> indicators = {};
  WorkingCalendar calendar = {};
};

// A day belongs to the provider's contract for the service of the place that covers it, the one of
// the earliest number when several do; amendments say from when on and until when it covers a
// service. A day that none covers belongs to the latest that had begun by then, else to the first
// to begin, and is denied there by name. Where the contract's order pays enrolment, the days of a
// placement belong to contracts whether the register tells of them or not.
//
// The parts of a placement whose days belong to several contracts are placements of their own to
// the engine, named "plc_… under ctr_…" in its traces; a contract that an amendment changed is one
// of its own for each period in which it covers a service, named "ctr_… for [from, until)".
//
// Fails with NO_CONTRACT or PLACEMENT_NOT_FOUND, naming placements whose attendance no line could
// hold. Facts point into `rows`, which outlive them.
Result<capitation::MonthFacts> FactsOf(const MonthRows& rows);

// Every line of the month, each attendance row in exactly one; by provider, contract, placement and
// first day. Fails as FactsOf and capitation::ComputeMonth.
//
// By the fast kernel, which a run uses, and by the reference engine, which checks it.
Result<std::vector<capitation::Line>> ComputeLines(const MonthRows& rows);
Result<std::vector<capitation::Line>> ComputeLinesByReference(const MonthRows& rows);

}  // namespace tirek::billing
