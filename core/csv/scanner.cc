#include "core/csv/scanner.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"

namespace tirek {
namespace {

constexpr char kQuote = '"';

Error UnterminatedQuote(int line) {
  return {ErrorKind::kInvalid,
          "CSV_UNTERMINATED_QUOTE",
          "The quote that opens at line " + std::to_string(line) + " is never closed.",
          {{"line", std::to_string(line)}},
          {}};
}

}  // namespace

Result<CsvRecord> CsvScanner::Next() {
  TIREK_ASSERT(!AtEnd());
  CsvRecord record;
  record.line = line_;
  while (true) {
    TIREK_ASSIGN_OR_RETURN(const After after, ReadField(record));
    if (after == After::kField) continue;
    if (after == After::kBroken) {
      record.broken = true;
      SkipLine();
    }
    return record;
  }
}

Result<CsvScanner::After> CsvScanner::ReadField(CsvRecord& record) {
  const bool quoted = !AtEnd() && bytes_[position_] == kQuote;
  const int line = line_;
  std::string text;
  if (quoted) {
    TIREK_ASSIGN_OR_RETURN(text, ReadQuoted());
  } else {
    text = ReadBare();
  }
  if (text.size() > limits_.field_bytes) {
    return CsvTooLarge("bytes in a field", limits_.field_bytes, line);
  }
  record.quoted = record.quoted || quoted;
  ++record.field_count;
  if (record.fields.size() < limits_.columns) record.fields.push_back(std::move(text));
  return EndOfField();
}

// From the opening quote to behind the closing one; a doubled quote stands for one.
Result<std::string> CsvScanner::ReadQuoted() {
  const int opened = line_;
  std::string text;
  ++position_;
  while (true) {
    const std::size_t quote = bytes_.find(kQuote, position_);
    if (quote == std::string_view::npos) return UnterminatedQuote(opened);
    const std::string_view part = bytes_.substr(position_, quote - position_);
    line_ += static_cast<int>(std::count(part.begin(), part.end(), '\n'));
    text += part;
    position_ = quote + 1;
    if (AtEnd() || bytes_[position_] != kQuote) return text;
    text += kQuote;
    ++position_;
  }
}

std::string_view CsvScanner::ReadBare() {
  const std::size_t start = position_;
  while (!AtEnd()) {
    const char c = bytes_[position_];
    if (c == separator_ || c == '\n' || c == '\r' || c == kQuote) break;
    ++position_;
  }
  return bytes_.substr(start, position_ - start);
}

// Goes over the separator or the end of the line, if one of them stands here.
CsvScanner::After CsvScanner::EndOfField() {
  if (AtEnd()) return After::kRecord;
  if (bytes_[position_] == separator_) {
    ++position_;
    return After::kField;
  }
  const std::size_t length = bytes_.substr(position_).starts_with("\r\n") ? 2 : 1;
  if (bytes_[position_ + length - 1] != '\n') return After::kBroken;
  position_ += length;
  ++line_;
  return After::kRecord;
}

void CsvScanner::SkipLine() {
  const std::size_t end = bytes_.find('\n', position_);
  if (end == std::string_view::npos) {
    position_ = bytes_.size();
    return;
  }
  position_ = end + 1;
  ++line_;
}

}  // namespace tirek
