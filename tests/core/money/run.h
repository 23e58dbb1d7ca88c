// Runs a whole table of decimal cases and reports.
#pragma once

#include <istream>
#include <ostream>

namespace tirek::decimal_cases {

// Judges every row of `table` (tab-separated, columns by the names of its header). Writes failed
// rows, skips by reason and, as the last line, "N passed, N failed". Returns the exit code: 0, 1
// when a row failed, 2 when the header is not that of a table of cases.
int Run(std::istream& table, std::ostream& report);

}  // namespace tirek::decimal_cases
