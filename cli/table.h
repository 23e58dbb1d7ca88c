// Rows laid out in columns, for people; and as CSV, for programs.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace tirek::cli {

struct Table {
  struct Column {
    std::string title;  // empty titles in all columns: no header line
    bool flush_right = false;
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

// Two spaces between columns, no space at a line's end; wide and combining characters count as
// the terminal shows them.
void PrintTable(const Table& table, std::ostream& out);

// RFC 4180: a header, CRLF, quotes where needed.
void PrintCsv(const Table& table, std::ostream& out);

}  // namespace tirek::cli
