#include "billing/bank/code_page.h"

#include <iconv.h>

#include <algorithm>

#include "billing/bank/utf8.h"
#include "core/base/assert.h"

namespace tirek::bank {

CodePage::CodePage(const char* name) {
  iconv_t converter = iconv_open("UTF-8", name);
  // Both come with the C library.
  TIREK_ASSERT(converter != reinterpret_cast<iconv_t>(-1));
  for (int byte = 0; byte < 256; ++byte) {
    char from = static_cast<char>(byte);
    char* in = &from;
    char* out = utf8_[byte].data();
    std::size_t in_left = 1;
    std::size_t out_left = 3;  // a character of these pages takes at most three bytes
    const bool known = iconv(converter, &in, &in_left, &out, &out_left) == 0;
    iconv(converter, nullptr, nullptr, nullptr, nullptr);
    const std::size_t length = known ? 3 - out_left : 0;
    utf8_[byte][3] = static_cast<char>(length);
    std::string_view text(utf8_[byte].data(), length);
    characters_[byte] = TakeCharacter(text).value_or(kNoCharacter);
  }
  iconv_close(converter);
}

const CodePage& CodePage::Of(Encoding encoding) {
  static const CodePage windows("CP1251");
  static const CodePage dos("CP866");
  TIREK_ASSERT(encoding != Encoding::kUtf8);
  return encoding == Encoding::kWindows1251 ? windows : dos;
}

bool CodePage::Decode(std::string_view bytes, std::string& utf8) const {
  utf8.resize(bytes.size() * 3);
  char* out = utf8.data();
  for (const char byte : bytes) {
    const std::array<char, 4>& character = utf8_[static_cast<unsigned char>(byte)];
    if (character[3] == 0) return false;
    out = std::copy_n(character.data(), character[3], out);
  }
  utf8.resize(static_cast<std::size_t>(out - utf8.data()));
  return true;
}

unsigned char CodePage::ByteOf(char32_t character) const {
  const auto found = std::find(characters_.begin() + 128, characters_.end(), character);
  const bool known = found != characters_.end() && character != kNoCharacter;
  return known ? static_cast<unsigned char>(found - characters_.begin()) : 0;
}

}  // namespace tirek::bank
