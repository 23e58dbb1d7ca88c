// The lines of a bank's text file as UTF-8, whatever code page the bank wrote it in.
#pragma once

#include <iconv.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tirek::bank {

enum class Encoding { kUtf8, kWindows1251, kCp866 };

// What a 1C exchange file is written in, by its content: banks declare "Windows" and send UTF-8, or
// declare nothing. Valid UTF-8 wins; else the code page in which its keywords can be read.
std::optional<Encoding> DetectEncoding(std::string_view bytes);

class TextLines {
 public:
  enum class State { kLine, kEnd, kTooLong, kWrongEncoding };
  static constexpr std::size_t kLongestLine = 64 * 1024;  // bytes, as in the file

  TextLines(std::string_view bytes, Encoding encoding);
  ~TextLines();
  TextLines(const TextLines&) = delete;
  TextLines& operator=(const TextLines&) = delete;

  // Goes to the next line; text() is its content only where the answer is kLine.
  State Next();
  std::string_view text() const { return text_; }  // without its line end, until the next Next()
  int number() const { return number_; }           // 1 for the first line

 private:
  bool Decode(std::string_view raw);

  std::string_view rest_;
  Encoding encoding_;
  iconv_t converter_;
  std::string decoded_;
  std::string_view text_;
  int number_ = 0;
};

}  // namespace tirek::bank
