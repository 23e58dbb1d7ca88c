// The provider's own list of documents: a CSV file of a stranger, judged row by row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/period.h"
#include "core/money/money.h"

namespace tirek::reconciliation {

inline constexpr std::size_t kMostRows = 10'000;

struct CounterpartyDocument {
  int line = 0;  // of the file, from 1
  std::string number;
  CivilDate date;
  Money debit = Money::FromMinor(0, kTenge);   // owed to the provider more
  Money credit = Money::FromMinor(0, kTenge);  // owed to the provider less; one of both is zero
};

struct RefusedRow {
  int line = 0;
  std::vector<Violation> violations;
};

struct CounterpartyList {
  std::vector<CounterpartyDocument> documents;  // in the order of the file
  std::vector<RefusedRow> refused;
};

// Columns document_number, document_date, debit, credit. Days lie within `period`. What makes the
// file unreadable is an error, as of CsvTable; a row is refused with all its faults.
Result<CounterpartyList> ReadCounterpartyList(std::string_view bytes, Period period,
                                              Currency currency);

}  // namespace tirek::reconciliation
