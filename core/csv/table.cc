#include "core/csv/table.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "core/csv/header.h"
#include "core/csv/scanner.h"
#include "core/csv/utf8.h"

namespace tirek {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Error BadEncoding(std::string_view bytes, std::size_t position) {
  const std::string_view before = bytes.substr(0, position);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);
  const auto characters = std::count_if(in_line.begin(), in_line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  const std::string line = std::to_string(lines + 1);
  const std::string column = std::to_string(characters + 1);
  return {ErrorKind::kInvalid,
          "CSV_ENCODING",
          "The file is not UTF-8 text at line " + line + ", character " + column +
              ": save it as CSV UTF-8.",
          {{"line", line}, {"column", column}},
          {}};
}

Violation BadQuoting() {
  return {"", "CSV_QUOTING",
          "a field with quotes or line breaks in it stands in quotes, each inner quote doubled"};
}

Error BadHeaderQuoting() {
  return {ErrorKind::kInvalid,
          "CSV_QUOTING",
          "The header line has a quote or a carriage return outside quotes.",
          {},
          {}};
}

CsvRow ToRow(CsvRecord record, std::size_t columns) {
  CsvRow row{record.line, std::move(record.fields), {}};
  if (record.broken) {
    row.violations.push_back(BadQuoting());
  } else if (record.field_count != columns) {
    row.violations.push_back({"", "CSV_FIELD_COUNT",
                              std::to_string(columns) +
                                  " fields as in the header line; this row has " +
                                  std::to_string(record.field_count)});
  }
  return row;
}

}  // namespace

Result<CsvTable> CsvTable::Parse(std::string_view bytes, const CsvColumns& columns,
                                 CsvLimits limits) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (bytes.empty()) {
    return Error{ErrorKind::kInvalid, "CSV_EMPTY", "The file is empty: not even a header.", {}, {}};
  }
  if (const auto position = FirstBadByte(bytes)) return BadEncoding(bytes, *position);

  CsvScanner scanner(bytes, DetectSeparator(bytes), limits);
  TIREK_ASSIGN_OR_RETURN(const CsvRecord header, scanner.Next());
  if (header.broken) return BadHeaderQuoting();
  if (header.field_count > limits.columns) return CsvTooLarge("columns", limits.columns, 1);
  if (const std::optional<Error> error = CheckHeader(header.fields, columns)) return *error;

  CsvTable table;
  for (const std::string& name : columns.required) table.indexes_[name] = std::nullopt;
  for (const std::string& name : columns.optional) table.indexes_[name] = std::nullopt;
  for (std::size_t i = 0; i < header.fields.size(); ++i) table.indexes_[header.fields[i]] = i;
  while (!scanner.AtEnd()) {
    TIREK_ASSIGN_OR_RETURN(CsvRecord record, scanner.Next());
    if (header.field_count > 1 && record.blank()) continue;
    if (table.rows_.size() == limits.rows) return CsvTooLarge("rows", limits.rows, record.line);
    table.rows_.push_back(ToRow(std::move(record), header.field_count));
  }
  return table;
}

std::optional<std::size_t> CsvTable::IndexOf(std::string_view column) const {
  const auto found = indexes_.find(column);
  TIREK_ASSERT(found != indexes_.end());
  return found->second;
}

std::string_view CsvTable::At(const CsvRow& row, std::string_view column) const {
  const std::optional<std::size_t> index = IndexOf(column);
  if (!index || *index >= row.fields.size()) return {};
  return row.fields[*index];
}

}  // namespace tirek
