// Where a record of CSV ends, found line by line, so that a file never has to be in memory.
#pragma once

#include <cstddef>
#include <string_view>

namespace tirek {

class CsvRecordEnd {
 public:
  explicit CsvRecordEnd(char separator) : separator_(separator) {}

  // Takes the next line, without its end. True when the record ends with it, as CsvScanner sees it;
  // false when a quoted field goes on in the next line.
  bool Take(std::string_view line);

 private:
  char separator_;
  bool in_quotes_ = false;
};

}  // namespace tirek
