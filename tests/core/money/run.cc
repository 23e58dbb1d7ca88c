#include "tests/core/money/run.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/core/money/judge.h"

namespace tirek::decimal_cases {
namespace {

using Column = std::pair<const char*, std::string Case::*>;
constexpr std::array<Column, 11> kColumns = {{
    {"operation", &Case::operation},
    {"rounding", &Case::rounding},
    {"precision", &Case::precision},
    {"op1", &Case::op1},
    {"op2", &Case::op2},
    {"op3", &Case::op3},
    {"id", &Case::id},
    {"kind", &Case::kind},
    {"expected_scale", &Case::expected_scale},
    {"expected_plain", &Case::expected_plain},
    {"lexical", &Case::lexical},
}};

std::vector<std::string> SplitTabs(std::string line) {
  if (line.ends_with('\r')) line.pop_back();
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == '\t') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

// Where each of kColumns stands in the header.
std::optional<std::vector<std::size_t>> Places(const std::vector<std::string>& header,
                                               std::ostream& report) {
  std::vector<std::size_t> places;
  for (const auto& [name, member] : kColumns) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      report << "The header has no column '" << name << "'.\n";
      return std::nullopt;
    }
    places.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  return places;
}

Case ToCase(const std::vector<std::string>& fields, const std::vector<std::size_t>& places) {
  Case row;
  for (std::size_t i = 0; i < kColumns.size(); ++i) row.*kColumns[i].second = fields[places[i]];
  return row;
}

struct Totals {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::map<std::string, std::size_t> skipped;  // by reason
};

void Count(const Case& row, const Verdict& verdict, Totals& totals, std::ostream& report) {
  switch (verdict.outcome) {
    case Verdict::Outcome::kPassed:
      ++totals.passed;
      return;
    case Verdict::Outcome::kSkipped:
      ++totals.skipped[verdict.text];
      return;
    case Verdict::Outcome::kFailed:
      ++totals.failed;
      report << "FAILED " << row.id << " (" << row.kind << ": " << row.operation << " '" << row.op1
             << "' '" << row.op2 << "' '" << row.op3 << "' " << row.rounding << "): got "
             << verdict.text << ", expected "
             << (row.expected_plain.empty() ? "a refusal" : row.expected_plain) << '\n';
  }
}

void WriteTotals(const Totals& totals, std::ostream& report) {
  std::size_t skipped = 0;
  for (const auto& [reason, rows] : totals.skipped) {
    report << "skipped " << rows << ": " << reason << '\n';
    skipped += rows;
  }
  report << skipped << " skipped\n";
  report << totals.passed << " passed, " << totals.failed << " failed\n";
}

}  // namespace

int Run(std::istream& table, std::ostream& report) {
  std::string line;
  std::getline(table, line);
  const std::vector<std::string> header = SplitTabs(line);
  const auto places = Places(header, report);
  if (!places) return 2;
  Totals totals;
  for (std::size_t number = 2; std::getline(table, line); ++number) {
    const std::vector<std::string> fields = SplitTabs(line);
    if (fields.size() != header.size()) {
      ++totals.failed;
      report << "FAILED line " << number << ": " << fields.size() << " columns, expected "
             << header.size() << '\n';
      continue;
    }
    const Case row = ToCase(fields, *places);
    Count(row, Judge(row), totals, report);
  }
  WriteTotals(totals, report);
  return totals.failed == 0 ? 0 : 1;
}

}  // namespace tirek::decimal_cases
