#include "core/calendar/period.h"

namespace tirek {

Result<Period> Period::Make(CivilDate start, CivilDate end) {
  if (end < start) {
    return Error{ErrorKind::kInvalid,
                 "PERIOD_REVERSED",
                 "A period does not end before it starts.",
                 {{"start", start.ToString()}, {"end", end.ToString()}},
                 {}};
  }
  return Period{start, end};
}

std::string Period::ToString() const {
  return "[" + start.ToString() + ", " + end.ToString() + ")";
}

}  // namespace tirek
