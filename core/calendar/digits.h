// Fixed-width numbers in dates and months: ASCII digits only, whatever the locale says.
#pragma once

#include <optional>
#include <string_view>

namespace tirek {

// The value of at most nine ASCII digits; absent when anything else stands among them.
constexpr std::optional<int> DigitsValue(std::string_view text) {
  if (text.empty() || text.size() > 9) return {};
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace tirek
