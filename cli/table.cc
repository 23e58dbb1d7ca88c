#include "cli/table.h"

#include <algorithm>
#include <ostream>

#include "cli/utf8.h"

namespace tirek::cli {
namespace {

using Row = std::vector<std::string>;

Row Titles(const Table& table) {
  Row titles;
  for (const Table::Column& column : table.columns) titles.push_back(column.title);
  return titles;
}

std::vector<std::size_t> Widths(const Table& table) {
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::size_t width = DisplayWidth(table.columns[i].title);
    for (const Row& row : table.rows) width = std::max(width, DisplayWidth(row[i]));
    widths.push_back(width);
  }
  return widths;
}

void PrintRow(const Table& table, const std::vector<std::size_t>& widths, const Row& row,
              std::ostream& out) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string padding(widths[i] - DisplayWidth(row[i]), ' ');
    if (i > 0) line += "  ";
    line += table.columns[i].flush_right ? padding + row[i] : row[i] + padding;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

void PrintCsvRow(const Row& row, std::ostream& out) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out << ',';
    if (row[i].find_first_of(",\"\r\n") == std::string::npos) {
      out << row[i];
      continue;
    }
    out << '"';
    for (const char c : row[i]) out << (c == '"' ? "\"\"" : std::string(1, c));
    out << '"';
  }
  out << "\r\n";
}

}  // namespace

void PrintTable(const Table& table, std::ostream& out) {
  const std::vector<std::size_t> widths = Widths(table);
  const Row titles = Titles(table);
  const bool has_header = std::any_of(titles.begin(), titles.end(),
                                      [](const std::string& title) { return !title.empty(); });
  if (has_header) PrintRow(table, widths, titles, out);
  for (const Row& row : table.rows) PrintRow(table, widths, row, out);
}

void PrintCsv(const Table& table, std::ostream& out) {
  PrintCsvRow(Titles(table), out);
  for (const Row& row : table.rows) PrintCsvRow(row, out);
}

}  // namespace tirek::cli
