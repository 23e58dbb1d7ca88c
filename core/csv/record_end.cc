#include "core/csv/record_end.h"

namespace tirek {

bool CsvRecordEnd::Take(std::string_view line) {
  for (;;) {
    if (!in_quotes_) {
      if (!line.starts_with('"')) {
        // A bare field goes to its separator; a quote inside breaks the record, which ends here.
        const std::size_t separator = line.find(separator_);
        const std::string_view field = line.substr(0, separator);
        const bool is_broken =
            field.find('"') != std::string_view::npos || field.find('\r') != std::string_view::npos;
        if (is_broken || separator == std::string_view::npos) return true;
        line.remove_prefix(separator + 1);
        continue;
      }
      in_quotes_ = true;
      line.remove_prefix(1);
    }
    const std::size_t quote = line.find('"');
    if (quote == std::string_view::npos) return false;
    line.remove_prefix(quote + 1);
    if (line.starts_with('"')) {
      line.remove_prefix(1);
      continue;
    }
    in_quotes_ = false;
    if (!line.starts_with(separator_)) return true;
    line.remove_prefix(1);
  }
}

}  // namespace tirek
