#include "core/money/rounding.h"

#include <array>
#include <utility>

#include "core/base/assert.h"

namespace tirek {
namespace {

constexpr std::array<std::pair<Rounding, std::string_view>, 8> kNames = {{
    {Rounding::kHalfEven, "HALF_EVEN"},
    {Rounding::kHalfUp, "HALF_UP"},
    {Rounding::kHalfDown, "HALF_DOWN"},
    {Rounding::kDown, "DOWN"},
    {Rounding::kUp, "UP"},
    {Rounding::kCeiling, "CEILING"},
    {Rounding::kFloor, "FLOOR"},
    {Rounding::kExact, "EXACT"},
}};

}  // namespace

std::string_view RoundingName(Rounding rounding) {
  for (const auto& [mode, name] : kNames) {
    if (mode == rounding) return name;
  }
  TIREK_ASSERT(!"a rounding outside the enum");
}

std::optional<Rounding> ParseRounding(std::string_view name) {
  for (const auto& [mode, known] : kNames) {
    if (known == name) return mode;
  }
  return std::nullopt;
}

Error RoundingRemainder() {
  return Error{ErrorKind::kInvalid,
               "ROUNDING_REMAINDER",
               "The number does not fit the scale without rounding, and rounding is not allowed.",
               {},
               {}};
}

}  // namespace tirek
