// How many days away were paid, as the limits of absence rules count them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "billing/capitation/line.h"
#include "billing/capitation/rows.h"

namespace tirek::capitation {

// Every limit counts paid days, by placement (all parts of it) and reason: of the month, of the
// calendar year, and of an unbroken absence. A day present or away for another reason breaks an
// absence, whether it is paid or not; a day without a row neither breaks it nor counts.
class AbsenceLimits {
 public:
  // Rows are told before they are judged, date by date.
  void See(const Row& row);

  // The first limit of the rule that is used up: consecutive days, the month, the year.
  std::optional<DenialReason> Denial(const Row& row, const order::AbsenceRule& rule) const;

  // The day away is paid.
  void Pay(const Row& row);

 private:
  struct Run {
    std::optional<order::AbsenceReason> reason;  // none: the last day was present
    int paid_days = 0;
  };

  int PaidInMonth(const Row& row) const;

  std::map<std::string, Run> runs_;                                        // by limit key
  std::map<std::pair<std::string, order::AbsenceReason>, int> paid_days_;  // of the month
};

}  // namespace tirek::capitation
