// A month of the books, and its close.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/calendar/month.h"
#include "services/settlement/reconciliation.h"

namespace tirek::settlement {

struct BooksPeriod {
  std::string month;
  bool closed = false;
  std::optional<Instant> close_time;  // with closed
  std::string closed_by;
  int breaks = 0;  // that it was closed with
};

// What hangs: a document that a month cannot be closed with.
struct OpenDocument {
  std::string id;
  std::string reason;
};

struct ClosedPeriod {
  BooksPeriod period;
  std::vector<Break> breaks;  // what stays open, by name; at most 1,000 of them
};

}  // namespace tirek::settlement
