// The code pages that Kazakh banks write, as tables of one byte to one character.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace tirek::bank {

enum class Encoding { kUtf8, kWindows1251, kCp866 };

class CodePage {
 public:
  // `encoding` is not UTF-8.
  static const CodePage& Of(Encoding encoding);

  // False where a byte is no character of the page.
  bool Decode(std::string_view bytes, std::string& utf8) const;
  // The byte of a character above ASCII; 0 when the page does not have it.
  unsigned char ByteOf(char32_t character) const;
  // The character of each byte; 0xFFFF for none, and for 0 the character 0.
  const std::array<char32_t, 256>& characters() const { return characters_; }

 private:
  explicit CodePage(const char* name);

  std::array<char32_t, 256> characters_{};
  std::array<std::array<char, 4>, 256> utf8_{};  // with its length in the last byte
};

inline constexpr char32_t kNoCharacter = 0xFFFF;

}  // namespace tirek::bank
