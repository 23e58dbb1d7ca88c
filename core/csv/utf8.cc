#include "core/csv/utf8.h"

namespace tirek {
namespace {

bool InRange(std::string_view bytes, std::size_t index, unsigned char low, unsigned char high) {
  if (index >= bytes.size()) return false;
  const auto byte = static_cast<unsigned char>(bytes[index]);
  return byte >= low && byte <= high;
}

// The second byte of a longer character: narrower after the lead bytes where overlong forms,
// surrogates and numbers above U+10FFFF would begin.
bool SecondByteFits(std::string_view bytes, std::size_t start) {
  switch (static_cast<unsigned char>(bytes[start])) {
    case 0xE0:
      return InRange(bytes, start + 1, 0xA0, 0xBF);
    case 0xED:
      return InRange(bytes, start + 1, 0x80, 0x9F);
    case 0xF0:
      return InRange(bytes, start + 1, 0x90, 0xBF);
    case 0xF4:
      return InRange(bytes, start + 1, 0x80, 0x8F);
    default:
      return InRange(bytes, start + 1, 0x80, 0xBF);
  }
}

// The length of the character that starts there; 0 for a bad one.
std::size_t CharacterLength(std::string_view bytes, std::size_t start) {
  const auto lead = static_cast<unsigned char>(bytes[start]);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  std::size_t length = 0;
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (length == 0 || !SecondByteFits(bytes, start)) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!InRange(bytes, start + i, 0x80, 0xBF)) return 0;
  }
  return length;
}

}  // namespace

std::optional<std::size_t> FirstBadByte(std::string_view bytes) {
  std::size_t position = 0;
  while (position < bytes.size()) {
    const std::size_t length = CharacterLength(bytes, position);
    if (length == 0) return position;
    position += length;
  }
  return {};
}

}  // namespace tirek
