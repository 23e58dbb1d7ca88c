// A lenient reader for the decimal cases: numbers as the General Decimal Arithmetic writes them.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/result.h"
#include "core/money/decimal.h"

namespace tirek::decimal_cases {

// [+-] digits with at most one point, on either side or the end of them, and an optional exponent:
// "1E+9", ".5", "7.", "+012". Read exactly: trailing zeros go and zeros are appended where that
// makes the number fit 38 digits and a scale of 0..18. INVALID_DECIMAL for anything else (NaN and
// infinities too), DECIMAL_OVERFLOW for a number that does not fit.
Result<Decimal> ReadScientific(std::string_view text);

// The exponent as written, which is what quantize takes its scale from: -2 for "1.00" and "3E-2".
// nullopt when the text is not a number or the exponent is beyond any use.
std::optional<int> WrittenExponent(std::string_view text);

}  // namespace tirek::decimal_cases
