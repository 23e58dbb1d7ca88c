// The refusals that Decimal and Exact share.
#pragma once

#include "core/base/error.h"

namespace tirek {

Error DecimalOverflow(int max_digits);
Error InvalidScale(int scale);
Error DivisionByZero();

}  // namespace tirek
