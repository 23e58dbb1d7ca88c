// What the characters of an identifier may be: ASCII only, so that look-alike letters and the
// digits of other scripts never pass.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace tirek {

constexpr bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsAsciiUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsAsciiUpperOrDigit(char c) { return IsAsciiUpper(c) || IsAsciiDigit(c); }

constexpr bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsAsciiDigit);
}
constexpr bool AllUpper(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsAsciiUpper);
}
constexpr bool AllUpperOrDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), IsAsciiUpperOrDigit);
}

constexpr int DigitAt(std::string_view text, std::size_t index) { return text[index] - '0'; }

// Characters as a person counts them: twelve Arabic-Indic digits are a matter of digits, not of
// length. Continuation bytes of UTF-8 do not count.
constexpr std::size_t CharacterCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

// The error of a value that is no such identifier. It never quotes the value: that is personal.
inline Error Refusal(std::string reason, std::string message,
                     std::map<std::string, std::string> metadata = {}) {
  return {ErrorKind::kInvalid, std::move(reason), std::move(message), std::move(metadata), {}};
}

}  // namespace tirek
