// A clerk's CSV file as rows under named columns: strict, bounded, judged row by row.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/base/result.h"
#include "core/csv/limits.h"

namespace tirek {

// The columns that a file must and may have, matched exactly and in any order.
struct CsvColumns {
  std::vector<std::string> required;
  std::vector<std::string> optional;
};

struct CsvRow {
  int line = 0;                       // the line of the file where the row starts, from 1
  std::vector<std::string> fields;    // in the order of the header
  std::vector<Violation> violations;  // not empty: the row is no row of this table
};

class CsvTable {
 public:
  // UTF-8 with or without a byte order mark, separated by commas or semicolons as the header line
  // is, quoted by RFC 4180, lines ended by LF or CRLF. Lines with nothing on them are passed over
  // where rows have more than one field.
  //
  // What makes the file unreadable is an error: CSV_EMPTY, CSV_ENCODING, CSV_COLUMNS with every
  // missing, unknown and repeated column, CSV_QUOTING in the header line,
  // CSV_UNTERMINATED_QUOTE, CSV_TOO_LARGE. What spoils one row is a violation of that row:
  // CSV_FIELD_COUNT, CSV_QUOTING.
  static Result<CsvTable> Parse(std::string_view bytes, const CsvColumns& columns,
                                CsvLimits limits = {});

  const std::vector<CsvRow>& rows() const { return rows_; }
  // True for a required column, and for an optional one that the file has.
  bool Has(std::string_view column) const { return IndexOf(column).has_value(); }
  // Empty for an optional column that the file lacks. The column is one of those asked for.
  std::string_view At(const CsvRow& row, std::string_view column) const;

 private:
  CsvTable() = default;
  std::optional<std::size_t> IndexOf(std::string_view column) const;

  // Each column asked for and where it stands in the file, if it does.
  std::map<std::string, std::optional<std::size_t>, std::less<>> indexes_;
  std::vector<CsvRow> rows_;
};

}  // namespace tirek
