// A statement file that was read, as a table, JSON or CSV.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "billing/bank/statement.h"
#include "core/base/error.h"

namespace tirek::cli {

struct StatementView {
  std::string format;                       // "camt"; empty for a file of no known format
  std::vector<bank::Statement> statements;  // also of a refused file: what could be read of it
  std::vector<std::size_t> line_counts;     // booked lines of each, shown or not
  std::vector<Violation> problems;          // the first hundred
  std::size_t problem_count = 0;
  std::size_t lines_left_out = 0;  // beyond the most that are shown
};

void PrintStatementTables(const StatementView& view, std::ostream& out);
void PrintStatementJson(const StatementView& view, std::ostream& out);
// The lines alone: problems are for people and go elsewhere.
void PrintStatementCsv(const StatementView& view, std::ostream& out);

}  // namespace tirek::cli
