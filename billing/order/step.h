// Step tables: the band of a measure, and the age that a table asks for.
#pragma once

#include "billing/order/order.h"

namespace tirek::order {

// The band that holds the measure, or null: the table has no value for it. Pointer into `table`.
const Step* FindStep(const StepTable& table, int measure);

// Full years. Who was born on a 29 February completes a year on 1 March where there is no such
// day. `date` is not before the birth.
int AgeOn(CivilDate birth_date, CivilDate date);

// The day on which the order takes a person's age, for a service of `service_day`.
CivilDate AgeDay(AgeDate age_date, CivilDate service_day);

}  // namespace tirek::order
