// One operation of a decimal case, done twice: by Decimal and by Exact, which must agree.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "core/money/decimal.h"
#include "core/money/exact.h"

namespace tirek::decimal_cases {

// Decimal and Exact gave different results, or a refusal was not justified.
struct Disagreement : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The operation without its final rounding.
struct Evaluation {
  Exact exact;
  std::optional<Decimal> decimal;  // absent where the exact result fits no Decimal
};

// How many operands `operation` reads; nullopt when it is not known.
std::optional<std::size_t> OperandCount(std::string_view operation);

// The result of a known operation that is not a rescaling; divisors are not zero. The integer
// quotient of remainder and divideint must fit a Decimal: DECIMAL_OVERFLOW.
Result<Evaluation> Evaluate(std::string_view operation, const std::vector<Decimal>& operands);

// Whether some scale of Decimal can hold the number.
bool FitsDecimal(const Exact& number);

// "1.20" or the reason of the refusal.
std::string Show(const Result<Decimal>& result);

// Throws Disagreement unless both are the same number at the same scale, or the same refusal.
void RequireSame(const Result<Decimal>& decimal, const Result<Decimal>& exact);

}  // namespace tirek::decimal_cases
