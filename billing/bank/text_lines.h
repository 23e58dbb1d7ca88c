// The lines of a bank's text file as UTF-8, whatever code page the bank wrote it in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "billing/bank/bytes.h"
#include "billing/bank/code_page.h"

namespace tirek::bank {

// What a 1C exchange file is written in, by its content: banks declare "Windows" and send UTF-8, or
// declare nothing. Valid UTF-8 wins; else the code page in which its keywords can be read. The
// first bytes of a longer file are enough.
std::optional<Encoding> DetectEncoding(std::string_view bytes);

class TextLines {
 public:
  enum class State { kLine, kEnd, kTooLong, kWrongEncoding };
  static constexpr std::size_t kLongestLine = 64 * 1024;  // bytes, as in the file

  TextLines(ByteSource& source, Encoding encoding);
  TextLines(std::string_view bytes, Encoding encoding);
  TextLines(const TextLines&) = delete;
  TextLines& operator=(const TextLines&) = delete;

  // Goes to the next line; text() is its content only where the answer is kLine. A line that is
  // valid UTF-8 is taken as such in a file of another encoding: banks join parts that two programs
  // wrote, and words in windows-1251 or cp866 are never UTF-8 by chance.
  State Next();
  std::string_view text() const { return text_; }  // without its line end, until the next Next()
  int number() const { return number_; }           // 1 for the first line

 private:
  bool TakeRaw(std::string_view& raw);
  void Keep(std::string_view part);
  bool Decode(std::string_view raw);

  std::optional<MemoryBytes> own_;
  ByteSource& source_;
  Encoding encoding_;
  std::string_view piece_;  // of the source, not yet taken
  std::string kept_;        // the beginning of a line that goes on in the next piece
  bool too_long_ = false;
  std::string decoded_;
  std::string_view text_;
  int number_ = 0;
};

}  // namespace tirek::bank
