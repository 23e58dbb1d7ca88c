// What the rules of an order ask of a person for a period: an income, a pension, a grade of need.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/period.h"
#include "core/money/decimal.h"
#include "services/eligibility/person.h"

namespace tirek::eligibility {

struct CircumstanceTag {
  static constexpr std::string_view kPrefix = "cir";
};
using CircumstanceId = Id<CircumstanceTag>;

struct NewCircumstance {
  PersonId person_id;
  std::string kind;  // as stored: "INCOME", "PENSION", "SEVERITY"
  Decimal value;     // tenge a month with 2 decimals; a whole grade
  Period period;

  friend bool operator==(const NewCircumstance&, const NewCircumstance&) = default;
};

struct Circumstance {
  CircumstanceId circumstance_id;
  NewCircumstance details;
  Instant create_time;
};

struct CircumstanceFilter {
  std::string person_id;  // empty for all
  std::string kind;
};

// Whether `next` says what counts of its days already. `recorded` is of the same person and kind,
// in the order of recording: where two cover a day, the later one counts.
bool Repeats(const NewCircumstance& next, const std::vector<Circumstance>& recorded);

}  // namespace tirek::eligibility
