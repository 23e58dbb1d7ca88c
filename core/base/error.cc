#include "core/base/error.h"

#include <utility>

namespace tirek {

Error InvalidFields(std::vector<Violation> violations) {
  Error error{ErrorKind::kInvalid, "INVALID_FIELDS", "Some fields are not valid.", {}, {}};
  error.violations = std::move(violations);
  return error;
}

std::string Describe(const Error& error) {
  std::string text = error.message;
  for (const Violation& violation : error.violations) {
    text += "\n  " + violation.field + ": " + violation.expected + " [" + violation.reason + "]";
  }
  return text;
}

}  // namespace tirek
