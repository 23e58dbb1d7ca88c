// Country codes of two letters.
#pragma once

#include <string_view>

namespace tirek {

// True for the codes of ISO 3166-1 and XK, which banks use for Kosovo.
bool IsCountryCode(std::string_view code);

}  // namespace tirek
