#include "core/csv/header.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

namespace tirek {
namespace {

constexpr std::size_t kShownBytes = 64;

// A name from the file, fit for a message: short, without control characters.
std::string Shown(std::string_view name) {
  std::size_t length = std::min(name.size(), kShownBytes);
  while (length < name.size() && (static_cast<unsigned char>(name[length]) & 0xC0U) == 0x80U) {
    --length;
  }
  std::string shown(name.substr(0, length));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  return length < name.size() ? shown + "…" : shown;
}

bool Holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsKnown(const CsvColumns& columns, const std::string& name) {
  return Holds(columns.required, name) || Holds(columns.optional, name);
}

std::string KnownNames(const CsvColumns& columns) {
  std::string names;
  for (const auto* list : {&columns.required, &columns.optional}) {
    for (const std::string& name : *list) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

}  // namespace

char DetectSeparator(std::string_view bytes) {
  bool quoted = false;
  int commas = 0;
  int semicolons = 0;
  for (const char c : bytes) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') break;
    commas += c == ',';
    semicolons += c == ';';
  }
  return semicolons > commas ? ';' : ',';
}

std::optional<Error> CheckHeader(const std::vector<std::string>& header,
                                 const CsvColumns& columns) {
  std::vector<Violation> violations;
  // A first line without any known name is a row of data: its fields may be personal, so they are
  // not repeated in the message.
  const bool is_header = std::any_of(header.begin(), header.end(), [&](const std::string& name) {
    return IsKnown(columns, name);
  });
  std::map<std::string, int> times;
  for (const std::string& name : header) {
    const int time = ++times[name];
    if (is_header && time == 1 && !IsKnown(columns, name)) {
      violations.push_back(
          {Shown(name), "CSV_COLUMN_UNKNOWN", "one of the columns: " + KnownNames(columns)});
    }
    if (is_header && time == 2) {
      violations.push_back({Shown(name), "CSV_COLUMN_TWICE", "this column once"});
    }
  }
  for (const std::string& name : columns.required) {
    if (!times.contains(name)) {
      violations.push_back({name, "CSV_COLUMN_MISSING", "this column in the header line"});
    }
  }
  if (is_header && violations.empty()) return {};
  return Error{ErrorKind::kInvalid,
               "CSV_COLUMNS",
               is_header ? "The header line has not the columns of this file."
                         : "The first line has none of the column names of this file.",
               {},
               std::move(violations)};
}

}  // namespace tirek
