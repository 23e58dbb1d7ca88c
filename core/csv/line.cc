#include "core/csv/line.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

namespace tirek {
namespace {

bool AllDigits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "-12.50", and "-12,50" as Russian and Kazakh spreadsheets write it.
bool IsPlainNumber(std::string_view field) {
  if (field.starts_with('-')) field.remove_prefix(1);
  const std::size_t point = field.find_first_of(".,");
  if (point == std::string_view::npos) return AllDigits(field);
  return AllDigits(field.substr(0, point)) && AllDigits(field.substr(point + 1));
}

bool LooksLikeFormula(std::string_view field) {
  // The full-width signs count as the plain ones where the locale of the spreadsheet is East Asian.
  constexpr std::string_view kStarts[] = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  const bool starts = std::any_of(std::begin(kStarts), std::end(kStarts),
                                  [&](std::string_view start) { return field.starts_with(start); });
  return starts && !IsPlainNumber(field);
}

void AppendQuoted(std::string& line, std::string_view field) {
  line += '"';
  for (const char c : field) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

void AppendField(std::string& line, std::string_view field) {
  const std::string safe = (LooksLikeFormula(field) ? "'" : "") + std::string(field);
  if (safe.find_first_of(",;\"\r\n") == std::string::npos) {
    line += safe;
  } else {
    AppendQuoted(line, safe);
  }
}

}  // namespace

std::string CsvLine(std::span<const std::string> fields) {
  std::string line;
  // A lone empty field would be a blank line, which readers pass over.
  if (fields.size() == 1 && fields[0].empty()) return "\"\"\n";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    AppendField(line, fields[i]);
  }
  return line + '\n';
}

}  // namespace tirek
