// Judges one decimal case against Decimal and Exact.
#pragma once

#include "tests/core/money/decimal_case.h"

namespace tirek::decimal_cases {

// What is claimed and how each kind is read stands in README.md beside this file.
Verdict Judge(const Case& row);

}  // namespace tirek::decimal_cases
