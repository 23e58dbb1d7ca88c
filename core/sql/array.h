// PostgreSQL array literals, so that a set travels as one parameter: unnest(:ids::text[]).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/money/decimal.h"

namespace tirek::sql {

// {"a","b\"c"}; any text is quoted safely. A set larger than a page of 1,000 goes by COPY.
std::string ArrayLiteral(std::span<const std::string> values);

// The same with NULL for an absent value.
std::string ArrayLiteral(std::span<const std::optional<std::string>> values);

// A whole number beyond int64, for numeric.
std::string WholeText(Int128 value);

// The elements of a literal of one dimension that PostgreSQL wrote, of values that need no quotes:
// numbers, and names of enums and currencies. They point into it.
std::vector<std::optional<std::string_view>> PlainElements(std::string_view literal);

}  // namespace tirek::sql
