// The check digit that ИИН and БИН share (Government resolution No. 565 of 11 June 2003).
#pragma once

#include <optional>
#include <string_view>

namespace tirek {

// The twelfth digit for eleven ASCII digits. Absent when both passes give 10: such a number is
// never issued, whatever its last digit.
std::optional<int> CheckDigit(std::string_view eleven_digits);

}  // namespace tirek
