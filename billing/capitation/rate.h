// The price of one unit of a stretch of days treated alike.
#pragma once

#include <string>
#include <vector>

#include "billing/capitation/judge.h"
#include "billing/capitation/line.h"
#include "core/base/result.h"
#include "core/money/exact.h"

namespace tirek::capitation {

// Rows of one placement with one treatment; not empty, ascending by date.
struct Stretch {
  Treatment treatment;
  std::vector<Row> rows;

  const order::StateSocialOrder& order() const { return *rows.front().contract->order; }
};

// The tariff after coefficients, in money where the order approves unit rates; each step of the way
// is added to `trace`. The stretch has a rate. AMOUNT_OVERFLOW, ROUNDING_REMAINDER.
Result<Exact> UnitRate(const Stretch& stretch, std::vector<TraceStep>& trace);

// "KZT per DAY".
std::string PerUnit(const Stretch& stretch);

// "HALF_UP to 2 decimals, place LINE".
std::string RoundingText(const order::StateSocialOrder& order, order::RoundingPlace place);

}  // namespace tirek::capitation
