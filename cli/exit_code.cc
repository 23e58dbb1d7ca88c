#include "cli/exit_code.h"

#include <utility>

namespace tirek::cli {

std::string ExitCodeTable() {
  return "0  done\n"
         "1  a file had refused rows, the operation watched ended in failure, or verify found "
         "differences\n"
         "2  wrong usage: a command, flag or local file is not as it should be\n"
         "3  refused: invalid fields, a precondition, a conflict, a thing that exists, a limit\n"
         "4  not found\n"
         "5  not authenticated, or not permitted\n"
         "6  the server is out of reach, does not host the service, or took too long\n"
         "7  an internal error\n"
         "8  the version of the database or of the data directory refuses (server commands)\n";
}

Error WrongUsage(std::string message) {
  return {ErrorKind::kInvalid, std::string(kWrongUsageReason), std::move(message), {}, {}};
}

Error WrongFlags(std::vector<Violation> violations) {
  Error error = WrongUsage("Some flags are not valid.");
  error.violations = std::move(violations);
  return error;
}

ExitCode ExitCodeOf(const Error& error) {
  if (error.reason == kWrongUsageReason) return ExitCode::kWrongUsage;
  switch (error.kind) {
    case ErrorKind::kInvalid:
    case ErrorKind::kAlreadyExists:
    case ErrorKind::kPrecondition:
    case ErrorKind::kConflict:
    case ErrorKind::kExhausted:
      return ExitCode::kRefused;
    case ErrorKind::kNotFound:
      return ExitCode::kNotFound;
    case ErrorKind::kUnauthenticated:
    case ErrorKind::kDenied:
      return ExitCode::kNotPermitted;
    case ErrorKind::kUnavailable:
      return ExitCode::kUnavailable;
    case ErrorKind::kInternal:
      break;
  }
  return ExitCode::kInternal;
}

}  // namespace tirek::cli
