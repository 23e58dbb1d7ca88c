// PostgreSQL array literals, so that a set travels as one parameter: unnest(:ids::text[]).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tirek::sql {

// {"a","b\"c"}; any text is quoted safely. A set larger than a page of 1,000 goes by COPY.
std::string ArrayLiteral(std::span<const std::string> values);

// The same with NULL for an absent value.
std::string ArrayLiteral(std::span<const std::optional<std::string>> values);

}  // namespace tirek::sql
