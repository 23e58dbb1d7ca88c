// The rows that a month is paid by: those of the attendance registers, and the days that
// enrolment adds to them.
#pragma once

#include <string>
#include <vector>

#include "billing/capitation/facts.h"
#include "billing/order/lookup.h"

namespace tirek::capitation {

// One day of a placement with what it belongs to; pointers into the MonthFacts.
struct Row {
  const MonthFacts* facts = nullptr;
  const PlacementFacts* placement = nullptr;
  const ContractFacts* contract = nullptr;
  const PlaceFacts* place = nullptr;
  const PersonFacts* person = nullptr;  // null when nothing is known of the person
  AttendanceDay day;
  bool in_register = true;  // otherwise a day of enrolment
};

// What limits of days away are counted by: the parts of one placement share them.
const std::string& LimitKey(const PlacementFacts& placement);

// Of the person on that date; empty when none is known.
const std::string& CategoryOn(const PlacementFacts& placement, CivilDate date);

// What the order is asked about the row.
order::Delivery DeliveryOf(const Row& row);

// All rows of sound facts, date by date, and on a date in the order of claim: who comes first has
// the first claim. That is the order of admission (date, then key), reversed under an order where
// the latest admission wins, and then the order of placement ids. Where the two rules meet on a
// date, those with the earliest admission come before those with the latest.
std::vector<Row> RowsInOrderOfClaim(const MonthFacts& facts);

}  // namespace tirek::capitation
