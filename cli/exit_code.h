// What the program's exit code says, and which error leads to which.
#pragma once

#include <string>
#include <string_view>

#include "core/base/error.h"

namespace tirek::cli {

enum class ExitCode : int {
  kOk = 0,
  kFailedResult = 1,
  kWrongUsage = 2,
  kRefused = 3,
  kNotFound = 4,
  kNotPermitted = 5,
  kUnavailable = 6,
  kInternal = 7,
};

// The table that `tirek help exit-codes` prints.
std::string ExitCodeTable();

inline constexpr std::string_view kWrongUsageReason = "WRONG_USAGE";

// The command line itself is wrong: nothing was sent.
Error WrongUsage(std::string message);
// The same, for several flags at once.
Error WrongFlags(std::vector<Violation> violations);

ExitCode ExitCodeOf(const Error& error);

}  // namespace tirek::cli
