#include "billing/documents/clean_text.h"

#include "billing/bank/utf8.h"

namespace tirek::documents {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

// Marks of direction, joiners, separators of lines and paragraphs, the byte order mark.
bool IsInvisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
}

// U+FFFE and U+FFFF of each plane: XML has no way to write them.
bool IsNoCharacter(char32_t c) { return (c & 0xFFFEU) == 0xFFFEU || (c >= 0xFDD0 && c <= 0xFDEF); }

}  // namespace

std::string CleanText(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const std::string_view before = text;
    const auto character = bank::TakeCharacter(text);
    if (!character) {
      clean += kReplacement;
      text.remove_prefix(1);
    } else if (IsControl(*character) || IsInvisible(*character)) {
      clean += ' ';
    } else if (IsNoCharacter(*character)) {
      clean += kReplacement;
    } else {
      clean += before.substr(0, before.size() - text.size());
    }
  }
  return std::string(bank::Trimmed(clean));
}

}  // namespace tirek::documents
