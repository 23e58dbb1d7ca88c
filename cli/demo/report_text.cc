// The report as text: expected blocks read from Markdown, comparison, and tables for people.
#include <algorithm>
#include <iomanip>
#include <set>
#include <sstream>

#include "cli/demo/pilot_report.h"
#include "core/money/money.h"

namespace tirek::cli {
namespace {

constexpr std::string_view kFence = "```";
constexpr std::string_view kOpening = "```text ";

std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells;
  std::size_t start = 0;
  for (;;) {
    const std::size_t end = line.find(" | ", start);
    cells.push_back(line.substr(start, end == std::string::npos ? end : end - start));
    if (end == std::string::npos) return cells;
    start = end + 3;
  }
}

std::string Joined(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : " | ") + cell;
  return line;
}

// "1434510.00" as "1 434 510.00"; other texts as they are.
std::string ForPeopleCell(const std::string& cell) {
  if (cell.size() < 4 || cell[cell.size() - 3] != '.') return cell;
  const auto money = Money::Parse(cell, Currency::Tenge());
  if (!money) return cell;
  const std::string text = ForPeople(*money);
  return text.substr(0, text.rfind(' '));
}

bool IsAmount(const std::string& cell) { return cell.size() > 3 && cell[cell.size() - 3] == '.'; }

}  // namespace

std::vector<ReportBlock> ParseExpected(std::string_view markdown) {
  std::istringstream lines{std::string(markdown)};
  std::vector<ReportBlock> blocks;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind(kOpening, 0) == 0) {
      blocks.push_back({line.substr(kOpening.size()), {}, {}});
      inside = true;
    } else if (line.rfind(kFence, 0) == 0) {
      inside = false;
    } else if (inside && blocks.back().header.empty()) {
      blocks.back().header = Cells(line);
    } else if (inside) {
      blocks.back().rows.push_back(Cells(line));
    }
  }
  return blocks;
}

std::vector<std::string> Compare(const ReportBlock& expected, const ReportBlock& found) {
  std::multiset<std::string> missing;
  for (const auto& row : expected.rows) missing.insert(Joined(row));
  std::vector<std::string> differences;
  for (const auto& row : found.rows) {
    const auto match = missing.find(Joined(row));
    if (match == missing.end()) {
      differences.push_back(found.name + ": not expected: " + Joined(row));
    } else {
      missing.erase(match);
    }
  }
  for (const std::string& row : missing) {
    differences.push_back(found.name + ": expected, not found: " + row);
  }
  return differences;
}

void PrintBlock(const ReportBlock& block, std::ostream& out) {
  std::vector<std::size_t> widths;
  for (const std::string& title : block.header) widths.push_back(title.size());
  for (const auto& row : block.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], ForPeopleCell(row[i]).size());
    }
  }
  for (std::size_t i = 0; i < block.header.size(); ++i) {
    const bool amounts = !block.rows.empty() && IsAmount(block.rows.front()[i]);
    out << "  " << (amounts ? std::right : std::left) << std::setw(static_cast<int>(widths[i]))
        << block.header[i];
  }
  out << '\n';
  for (const auto& row : block.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out << "  " << (IsAmount(row[i]) ? std::right : std::left)
          << std::setw(static_cast<int>(widths[i])) << ForPeopleCell(row[i]);
    }
    out << '\n';
  }
}

}  // namespace tirek::cli
