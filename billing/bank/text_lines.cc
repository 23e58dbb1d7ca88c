#include "billing/bank/text_lines.h"

#include <array>

#include "billing/bank/utf8.h"

namespace tirek::bank {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// One of these begins a line near the top of every 1C exchange file, in small letters.
constexpr std::array<std::string_view, 4> kKeywords = {"версияформата", "кодировка", "датаначала",
                                                       "секция"};

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

TextLines::TextLines(ByteSource& source, Encoding encoding)
    : source_(source), encoding_(encoding) {}

TextLines::TextLines(std::string_view bytes, Encoding encoding)
    : own_(std::in_place, bytes), source_(*own_), encoding_(encoding) {}

TextLines::State TextLines::Next() {
  text_ = {};
  std::string_view raw;
  if (!TakeRaw(raw)) return State::kEnd;
  if (++number_ == 1 && raw.starts_with(kByteOrderMark)) raw.remove_prefix(kByteOrderMark.size());
  if (raw.ends_with('\r')) raw.remove_suffix(1);
  if (too_long_ || raw.size() > kLongestLine) return State::kTooLong;
  return Decode(raw) ? State::kLine : State::kWrongEncoding;
}

// Of a line that is too long no more is kept than shows that it is.
void TextLines::Keep(std::string_view part) {
  constexpr std::size_t kMost = kLongestLine + kByteOrderMark.size() + 2;
  kept_ += part.substr(0, kMost - kept_.size());
  too_long_ = too_long_ || kept_.size() == kMost;
}

bool TextLines::TakeRaw(std::string_view& raw) {
  kept_.clear();
  too_long_ = false;
  bool begun = false;
  for (;;) {
    if (piece_.empty()) piece_ = source_.Next();
    if (piece_.empty()) break;
    const std::size_t end = piece_.find('\n');
    const std::string_view part = piece_.substr(0, end);
    piece_.remove_prefix(end == std::string_view::npos ? piece_.size() : end + 1);
    if (end != std::string_view::npos && !begun) {
      raw = part;
      return true;
    }
    begun = true;
    Keep(part);
    if (end != std::string_view::npos) break;
  }
  raw = kept_;
  return begun;
}

bool TextLines::Decode(std::string_view raw) {
  if (IsUtf8(raw)) {
    text_ = raw;
    return true;
  }
  if (encoding_ == Encoding::kUtf8) return false;
  if (!CodePage::Of(encoding_).Decode(raw, decoded_)) return false;
  text_ = decoded_;
  return true;
}

}  // namespace tirek::bank
