// The strict wire form of a number, shared by Decimal and Money: -?digits[.digits], nothing around.
#pragma once

#include <optional>
#include <string_view>

namespace tirek {

struct DecimalText {
  bool negative = false;
  std::string_view whole;     // at least one digit, no leading zero except "0" itself
  std::string_view fraction;  // empty when there is no point
};

// Each value has one spelling at each scale: no exponent, '+', leading zeros, "-0", bare point,
// spaces, separators, or digits outside ASCII. nullopt for anything else.
std::optional<DecimalText> ReadDecimalText(std::string_view text);

}  // namespace tirek
