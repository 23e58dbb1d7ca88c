#include "core/base/field_check.h"

#include <cstdint>

namespace tirek {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The bytes of the character that begins at `at`; 0 when it is no UTF-8 (RFC 3629: no surrogates,
// no overlong forms, nothing beyond U+10FFFF) or is U+0000.
std::size_t CharacterSize(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) return lead == 0 ? 0 : 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) return 0;
  std::uint32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if (!IsContinuation(text[at + i])) return 0;
    code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  return code < kLeast[size] || code > 0x10FFFF || surrogate ? 0 : size;
}

// C0 and C1 controls and DEL; U+0080 to U+009F begin with the byte C2.
bool HasControl(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

bool IsCodeLetter(char c, CodeStyle style) {
  if (c >= '0' && c <= '9') return true;
  return style == CodeStyle::kUpper ? c >= 'A' && c <= 'Z' : c >= 'a' && c <= 'z';
}

bool IsCode(std::string_view value, CodeStyle style) {
  if (value.size() < 2 || value.size() > 40) return false;
  for (const char c : value) {
    if (c != '-' && !IsCodeLetter(c, style)) return false;
  }
  return value.front() != '-' && value.back() != '-';
}

}  // namespace

std::optional<std::size_t> Utf8Length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size(); ++length) {
    const std::size_t size = CharacterSize(text, at);
    if (size == 0) return std::nullopt;
    at += size;
  }
  return length;
}

std::string FieldCheck::Text(const std::string& field, std::string_view value, std::size_t most) {
  const std::string expected = "1 to " + std::to_string(most) +
                               " characters of UTF-8, without control characters, not beginning "
                               "or ending with a blank";
  const std::optional<std::size_t> length = Utf8Length(value);
  if (value.empty()) {
    Add(field, "REQUIRED", expected);
  } else if (!length || *length > most || HasControl(value) || value.front() == ' ' ||
             value.back() == ' ') {
    Add(field, "TEXT_INVALID", expected);
  }
  return std::string(value);
}

std::string FieldCheck::Code(const std::string& field, std::string_view value, CodeStyle style) {
  if (!IsCode(value, style)) {
    const char* letters = style == CodeStyle::kUpper ? "A-Z" : "a-z";
    Add(field, value.empty() ? "REQUIRED" : "CODE_INVALID",
        std::string("2 to 40 of ") + letters + ", 0-9 and '-', not beginning or ending with '-'");
  }
  return std::string(value);
}

long long FieldCheck::Within(const std::string& field, long long value, long long least,
                             long long most) {
  if (value < least || value > most) {
    Add(field, "OUT_OF_RANGE",
        "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

Result<void> FieldCheck::Done() const {
  if (ok()) return {};
  return InvalidFields(violations_);
}

}  // namespace tirek
