// Cuts bytes into records and fields by RFC 4180, knowing nothing of columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/csv/limits.h"

namespace tirek {

struct CsvRecord {
  int line = 0;                     // where it starts, from 1
  std::vector<std::string> fields;  // at most CsvLimits::columns of them
  std::size_t field_count = 0;      // all of them
  // A quote inside a bare field, text after a closing quote, or a carriage return on its own. The
  // rest of the line is skipped.
  bool broken = false;
  bool quoted = false;  // at least one field stood in quotes

  bool blank() const { return !broken && !quoted && field_count == 1 && fields[0].empty(); }
};

class CsvScanner {
 public:
  CsvScanner(std::string_view bytes, char separator, CsvLimits limits)
      : bytes_(bytes), separator_(separator), limits_(limits) {}

  bool AtEnd() const { return position_ >= bytes_.size(); }
  // The record at the position, which is not the end. Fails with CSV_UNTERMINATED_QUOTE or
  // CSV_TOO_LARGE, after which nothing more can be read.
  Result<CsvRecord> Next();

 private:
  enum class After { kField, kRecord, kBroken };

  Result<After> ReadField(CsvRecord& record);
  Result<std::string> ReadQuoted();
  std::string_view ReadBare();
  After EndOfField();
  void SkipLine();

  std::string_view bytes_;
  char separator_;
  CsvLimits limits_;
  std::size_t position_ = 0;
  int line_ = 1;
};

}  // namespace tirek
