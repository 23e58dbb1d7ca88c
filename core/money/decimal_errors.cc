#include "core/money/decimal_errors.h"

#include <string>

#include "core/money/decimal.h"

namespace tirek {

Error DecimalOverflow(int max_digits) {
  const std::string digits = std::to_string(max_digits);
  const std::string scale = std::to_string(Decimal::kMaxScale);
  return Error{
      ErrorKind::kInvalid,
      "DECIMAL_OVERFLOW",
      "The number does not fit " + digits + " digits with at most " + scale + " after the point.",
      {{"max_digits", digits}, {"max_scale", scale}},
      {}};
}

Error InvalidScale(int scale) {
  const std::string limit = std::to_string(Decimal::kMaxScale);
  return Error{ErrorKind::kInvalid,
               "INVALID_SCALE",
               "The scale must lie between 0 and " + limit + ", not " + std::to_string(scale) + ".",
               {{"scale", std::to_string(scale)}, {"max_scale", limit}},
               {}};
}

Error DivisionByZero() {
  return Error{ErrorKind::kInvalid, "DIVISION_BY_ZERO", "The divisor is zero.", {}, {}};
}

}  // namespace tirek
