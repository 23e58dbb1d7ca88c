#include "billing/bank/utf8.h"

#include "core/base/assert.h"

namespace tirek::bank {
namespace {

struct Lead {
  int trailing;    // bytes that follow
  char32_t bits;   // of the character, in the lead byte
  char32_t least;  // below it the form is overlong
};

std::optional<Lead> ReadLead(unsigned char byte) {
  if (byte < 0x80) return Lead{0, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return Lead{1, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return Lead{2, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return Lead{3, byte & 0x07u, 0x10000};
  return {};
}

}  // namespace

std::optional<char32_t> TakeCharacter(std::string_view& text) {
  if (text.empty()) return {};
  const std::optional<Lead> lead = ReadLead(static_cast<unsigned char>(text.front()));
  if (!lead || text.size() <= static_cast<std::size_t>(lead->trailing)) return {};
  char32_t character = lead->bits;
  for (int i = 1; i <= lead->trailing; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) != 0x80) return {};
    character = character << 6 | (byte & 0x3Fu);
  }
  const bool surrogate = character >= 0xD800 && character < 0xE000;
  if (character < lead->least || character > 0x10FFFF || surrogate) return {};
  text.remove_prefix(lead->trailing + 1);
  return character;
}

bool IsUtf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // Nearly all text is ASCII or Cyrillic, whose characters have two bytes.
    if (byte < 0x80) {
      ++i;
    } else if (byte >= 0xC2 && byte < 0xE0 && i + 1 < text.size() &&
               (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80) {
      i += 2;
    } else {
      std::string_view rest = text.substr(i);
      if (!TakeCharacter(rest)) return false;
      i = text.size() - rest.size();
    }
  }
  return true;
}

std::size_t CountCharacters(std::string_view text) {
  std::size_t count = 0;
  while (TakeCharacter(text)) ++count;
  TIREK_ASSERT(text.empty());
  return count;
}

void FoldCaseInto(std::string_view text, std::string& folded) {
  folded = text;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    char& byte = folded[i];
    if (byte >= 'A' && byte <= 'Z') {
      byte = static_cast<char>(byte - 'A' + 'a');
      continue;
    }
    if (byte != '\xD0' || i + 1 == folded.size()) continue;
    // А..П are D0 90..9F and а..п D0 B0..BF; Р..Я are D0 A0..AF and р..я D1 80..8F; Ё is D0 81.
    const auto next = static_cast<unsigned char>(folded[i + 1]);
    if (next >= 0x90 && next <= 0x9F) {
      folded[i + 1] = static_cast<char>(next + 0x20);
    } else if (next >= 0xA0 && next <= 0xAF) {
      byte = '\xD1';
      folded[i + 1] = static_cast<char>(next - 0x20);
    } else if (next == 0x81) {
      byte = '\xD1';
      folded[i + 1] = '\x91';
    }
    ++i;
  }
}

std::string FoldCase(std::string_view text) {
  std::string folded;
  FoldCaseInto(text, folded);
  return folded;
}

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace tirek::bank
