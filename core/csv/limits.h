// How much a file of a clerk may hold, so that a hostile one cannot exhaust the memory.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/error.h"

namespace tirek {

struct CsvLimits {
  std::size_t columns = 100;
  std::size_t field_bytes = std::size_t{64} * 1024;
  std::size_t rows = 2'000'000;
};

// `what` is "columns", "bytes in a field" or "rows".
inline Error CsvTooLarge(const std::string& what, std::size_t limit, int line) {
  return {ErrorKind::kInvalid,
          "CSV_TOO_LARGE",
          "The file has more than " + std::to_string(limit) + " " + what + ", at line " +
              std::to_string(line) + ".",
          {{"what", what}, {"limit", std::to_string(limit)}, {"line", std::to_string(line)}},
          {}};
}

}  // namespace tirek
