#include "billing/order/step.h"

#include "core/calendar/month.h"

namespace tirek::order {

const Step* FindStep(const StepTable& table, int measure) {
  for (const Step& step : table.steps) {
    if (step.first <= measure && (!step.last || measure <= *step.last)) return &step;
  }
  return nullptr;
}

int AgeOn(CivilDate birth_date, CivilDate date) {
  TIREK_ASSERT(birth_date <= date);
  const int years = date.year() - birth_date.year();
  const bool before_birthday =
      date.month() < birth_date.month() ||
      (date.month() == birth_date.month() && date.day() < birth_date.day());
  return before_birthday ? years - 1 : years;
}

CivilDate AgeDay(AgeDate age_date, CivilDate service_day) {
  return age_date == AgeDate::kMonthStart ? Month::Of(service_day).period().start : service_day;
}

}  // namespace tirek::order
