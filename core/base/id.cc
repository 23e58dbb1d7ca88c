#include "core/base/id.h"

#include <array>
#include <cstdint>

namespace tirek {
namespace {

constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr unsigned kRandomBits = 80;         // below the milliseconds
constexpr std::uint32_t kLargestStep = ~0U;  // keeps the next id from being guessed
constexpr std::size_t kTextLength = 26;      // 26 * 5 = 130 bits: the first character holds three

std::string ToBase32(unsigned __int128 value) {
  std::string text(kTextLength, '0');
  for (std::size_t i = kTextLength; i-- > 0;) {
    text[i] = kAlphabet[static_cast<std::size_t>(value & 31U)];
    value >>= 5U;
  }
  return text;
}

}  // namespace

bool IsIdText(std::string_view prefix, std::string_view text) {
  if (text.size() != prefix.size() + 1 + kTextLength) return false;
  if (text.substr(0, prefix.size()) != prefix || text[prefix.size()] != '_') return false;
  const std::string_view body = text.substr(prefix.size() + 1);
  return body.find_first_not_of(kAlphabet) == std::string_view::npos && body[0] <= '7';
}

std::string IdSource::NextText(std::string_view prefix) {
  std::array<std::uint8_t, 16> bytes{};
  const std::lock_guard lock(mutex_);
  random_.Fill(bytes);
  // RFC 9562, section 5.7: 48 bits of Unix milliseconds, version 7, variant 10.
  const auto millis = static_cast<std::uint64_t>(clock_.Now().micros / 1000);
  for (std::size_t i = 0; i < 6; ++i) {
    bytes[i] = static_cast<std::uint8_t>(millis >> (8 * (5 - i)));
  }
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x70U);
  // A zero where a long run of ids in one millisecond would carry into the variant.
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x1FU) | 0x80U);
  unsigned __int128 value = 0;
  for (const std::uint8_t byte : bytes) value = (value << 8U) | byte;
  // Section 6.2, method 2: within a millisecond, or when the clock went back, by a random step.
  if (value >> kRandomBits <= last_ >> kRandomBits) value = last_ + 1 + (value & kLargestStep);
  last_ = value;
  return std::string(prefix) + "_" + ToBase32(value);
}

}  // namespace tirek
