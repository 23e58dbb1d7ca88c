#include "billing/bank/text_lines.h"

#include <array>

#include "billing/bank/utf8.h"
#include "core/base/assert.h"

namespace tirek::bank {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// One of these begins a line near the top of every 1C exchange file, in small letters.
constexpr std::array<std::string_view, 4> kKeywords = {"версияформата", "кодировка", "датаначала",
                                                       "секция"};

const char* IconvName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kWindows1251:
      return "CP1251";
    case Encoding::kCp866:
      return "CP866";
  }
  AssertFailed("a known encoding", __FILE__, __LINE__);
}

bool HasKeyword(std::string_view bytes, Encoding encoding) {
  TextLines lines(bytes, encoding);
  for (auto state = lines.Next(); state != TextLines::State::kEnd; state = lines.Next()) {
    if (state != TextLines::State::kLine) continue;
    const std::string folded = FoldCase(Trimmed(lines.text()));
    for (const std::string_view keyword : kKeywords) {
      if (folded.starts_with(keyword)) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<Encoding> DetectEncoding(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark) || IsUtf8(bytes)) return Encoding::kUtf8;
  for (const Encoding encoding : {Encoding::kWindows1251, Encoding::kCp866}) {
    if (HasKeyword(bytes, encoding)) return encoding;
  }
  return {};
}

TextLines::TextLines(std::string_view bytes, Encoding encoding)
    : rest_(bytes), encoding_(encoding), converter_(iconv_open("UTF-8", IconvName(encoding))) {
  // The three code pages come with the C library.
  TIREK_ASSERT(converter_ != reinterpret_cast<iconv_t>(-1));
  if (rest_.starts_with(kByteOrderMark)) rest_.remove_prefix(kByteOrderMark.size());
}

TextLines::~TextLines() { iconv_close(converter_); }

TextLines::State TextLines::Next() {
  text_ = {};
  if (rest_.empty()) return State::kEnd;
  ++number_;
  const std::size_t end = rest_.find('\n');
  std::string_view raw = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (raw.ends_with('\r')) raw.remove_suffix(1);
  if (raw.size() > kLongestLine) return State::kTooLong;
  return Decode(raw) ? State::kLine : State::kWrongEncoding;
}

bool TextLines::Decode(std::string_view raw) {
  if (encoding_ == Encoding::kUtf8) {
    if (!IsUtf8(raw)) return false;
    text_ = raw;
    return true;
  }
  // A character of these code pages takes at most three bytes in UTF-8.
  decoded_.resize(raw.size() * 3);
  char* in = const_cast<char*>(raw.data());  // iconv's signature: it does not write there
  char* out = decoded_.data();
  std::size_t in_left = raw.size();
  std::size_t out_left = decoded_.size();
  if (iconv(converter_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1)) {
    return false;
  }
  decoded_.resize(decoded_.size() - out_left);
  text_ = decoded_;
  return true;
}

}  // namespace tirek::bank
