// What was paid before a month, of which the limits that reach back are judged: as claims and their
// adjustments have it, and of a month that nobody has claimed as its newest run has it.
#pragma once

#include <vector>

#include "core/base/clock.h"
#include "core/sql/unit_of_work.h"
#include "services/billing/month_facts.h"

namespace tirek::billing {

class PaidBeforeGateway {
 public:
  // As known at `known_at`, before `month`; what was adjusted at that very instant is not known
  // yet, since it was found by what was.
  PaidBeforeGateway(sql::UnitOfWork& work, Month month, Instant known_at);

  // Paid days away of the placements and for the reasons that occur in the rows' attendance: those
  // of the month's calendar year, and those since the last day that was present or away for another
  // reason.
  std::vector<AbsenceBeforeRow> Absences(const MonthRows& rows);

  // Paid units of the month's calendar year, of the placements' persons.
  std::vector<UnitsBeforeRow> Units(const std::vector<PlacementRow>& placements);

 private:
  soci::session& sql_;
  std::string month_;
  std::string from_;
  long long known_;
};

}  // namespace tirek::billing
