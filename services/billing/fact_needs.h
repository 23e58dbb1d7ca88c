// Which facts the orders of a month ask for beside attendance: what no rule asks for is not read.
#pragma once

#include <map>
#include <string>

#include "billing/order/order.h"

namespace tirek::billing {

struct FactNeeds {
  bool birth_dates = false;      // a step table by age
  bool circumstances = false;    // one by severity, a fee by income, a share of a pension
  bool plans = false;            // a month divided by planned days
  bool absences_before = false;  // a limit that reaches back before the month
  bool units_before = false;     // a cap of the year
  bool assessments = false;      // a quality factor, a pot
  bool enrolment = false;        // days that no register tells of

  // Also what the other asks for.
  void Join(const FactNeeds& other);
};

// Of all rules, whenever they are in force: a rule that is not changes no line.
FactNeeds NeedsOf(const order::StateSocialOrder& order);
FactNeeds NeedsOf(const std::map<std::string, order::StateSocialOrder>& orders);

}  // namespace tirek::billing
