// The client half of the program: resource commands over gRPC, help, completion, local checks.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "cli/environment.h"

namespace tirek::cli {

// Runs `tirek` with `args` (without the program's name) and returns its exit code, one of those
// that `tirek help exit-codes` lists.
int RunClient(const std::vector<std::string>& args, std::ostream& out, std::ostream& err,
              std::istream& in, const ClientEnvironment& environment);

}  // namespace tirek::cli
