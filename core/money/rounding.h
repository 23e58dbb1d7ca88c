// How a number that does not fit its scale becomes one that does. There is no default: every
// rounding names its mode, because orders and laws name theirs.
#pragma once

#include <optional>
#include <string_view>

#include "core/base/error.h"

namespace tirek {

enum class Rounding {
  kHalfEven,  // to the nearest, ties to the even neighbour
  kHalfUp,    // to the nearest, ties away from zero
  kHalfDown,  // to the nearest, ties towards zero
  kDown,      // towards zero
  kUp,        // away from zero
  kCeiling,   // towards plus infinity
  kFloor,     // towards minus infinity
  kExact,     // refuses a remainder (ROUNDING_REMAINDER)
};

// "HALF_EVEN", as rules and files spell it.
std::string_view RoundingName(Rounding rounding);
std::optional<Rounding> ParseRounding(std::string_view name);

// The refusal of kExact.
Error RoundingRemainder();

}  // namespace tirek
