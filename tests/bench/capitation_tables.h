// The made-up month as tables of a private PostgreSQL, and the ways to close it from table to
// table.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/sql/database.h"
#include "tests/bench/capitation_month.h"

namespace tirek::bench {

class CapitationTables {
 public:
  // Loads the month into an empty database and lets PostgreSQL look at it.
  CapitationTables(std::string url, const CapitationMonth& month);

  // As CapitationClose.
  void Close(std::vector<std::string>* written);
  // The same reads and writes without a look at the bytes; `written` is what Close wrote.
  void CopyOnly(const std::vector<std::string>& written);
  // The same lines by one set-based statement in numeric, without traces.
  void CloseInSql();

  // Empties the table that the next run writes to, and has everything before it written down.
  void Clear();
  std::size_t lines();
  // Lines of the last two runs that differ, of Close and CloseInSql.
  std::size_t Differences();
  // Unfolds the traces of one in `every` placements; throws where one does not come to the sum that
  // is stored. How many lines those were.
  std::size_t CheckTraces(int every);

 private:
  void Load();

  const CapitationMonth& month_;
  sql::Database database_;
};

}  // namespace tirek::bench
