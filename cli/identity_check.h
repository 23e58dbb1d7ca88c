// `tirek identity check`: judges numbers from the standard input, without a server.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"

namespace tirek::cli {

// `args` are the words after "identity". Prints value, verdict and reason, separated by tabs, for
// each line of `in`. A refused value is a verdict like another, not a failure of the check.
Result<void> RunIdentityCommand(const std::vector<std::string>& args, const Clock& clock,
                                std::istream& in, std::ostream& out);

}  // namespace tirek::cli
