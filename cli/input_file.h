// Files that commands send: read whole, with a limit, "-" being the standard input.
#pragma once

#include <iosfwd>
#include <string>

#include "core/base/result.h"

namespace tirek::cli {

// WRONG_USAGE when `path` cannot be read or holds more than 64 MiB, which no RPC takes.
Result<std::string> ReadInput(const std::string& path, std::istream& standard_input);

}  // namespace tirek::cli
