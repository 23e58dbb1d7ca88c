// What the rules of an order ask of persons, from what other services publish of them.
#pragma once

#include <vector>

#include "billing/capitation/facts.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

// One entry for each person that the rows tell something of, by id.
//
// Of circumstances that cover one day, the one recorded last holds. The income and the pension of a
// month are those of its first day, or else of the first day in the month that has one: who is
// admitted in the middle of a month is assessed then.
std::vector<capitation::PersonFacts> PersonsOf(const MonthRows& rows);

}  // namespace tirek::billing
