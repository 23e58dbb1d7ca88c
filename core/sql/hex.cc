#include "core/sql/hex.h"

#include "core/base/assert.h"

namespace tirek::sql {
namespace {

int DigitOf(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  TIREK_ASSERT(c >= 'a' && c <= 'f');
  return c - 'a' + 10;
}

}  // namespace

std::string ToHex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::string FromHex(std::string_view text) {
  TIREK_ASSERT(text.size() % 2 == 0);
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    bytes += static_cast<char>(DigitOf(text[i]) * 16 + DigitOf(text[i + 1]));
  }
  return bytes;
}

}  // namespace tirek::sql
