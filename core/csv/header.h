// The header line: its separator, and whether it names the columns that were asked for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "core/csv/table.h"

namespace tirek {

// ',' or ';', whichever stands more often outside quotes in the first line; ',' in doubt.
char DetectSeparator(std::string_view bytes);

// CSV_COLUMNS with one violation for each column that is missing, unknown or repeated.
std::optional<Error> CheckHeader(const std::vector<std::string>& header, const CsvColumns& columns);

}  // namespace tirek
