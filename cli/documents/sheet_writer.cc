#include "cli/documents/sheet_writer.h"

#include <algorithm>
#include <cstdlib>
#include <variant>

#include "billing/documents/clean_text.h"
#include "cli/utf8.h"

namespace tirek::cli {
namespace {

using documents::Align;
using documents::Style;

constexpr double kCharactersOfMillimetre = 0.55;  // of 9 points
constexpr double kLineHeight = 12.5;              // points
// A spreadsheet keeps numbers as doubles: 15 digits are exact, more would change on their way.
constexpr std::int64_t kMostExact = 999'999'999'999'999;

// "#,##0.00"
std::string FormatOf(int decimals) {
  return decimals == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(decimals), '0');
}

double PowerOfTen(int exponent) {
  double power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

SheetWriter::SheetWriter(lxw_workbook* workbook, lxw_worksheet* sheet,
                         const documents::Printout& printout)
    : sheet_(sheet), printout_(printout), grid_(printout), formats_(workbook) {
  for (std::size_t i = 0; i < grid_.columns(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet_, column, column, grid_.width_of(i) * kCharactersOfMillimetre,
                         nullptr);
  }
}

void SheetWriter::WriteAll() {
  for (const documents::Block& block : printout_.blocks) {
    std::visit([this](const auto& part) { Write(part); }, block);
  }
}

void SheetWriter::EndRow() {
  worksheet_set_row(sheet_, row_, lines_ * kLineHeight + 2, nullptr);
  lines_ = 1;
  ++row_;
}

void SheetWriter::MakeRoom(const std::string& text, Span span) {
  const int room =
      std::max(1, static_cast<int>(grid_.width_of(span.begin, span.end) * kCharactersOfMillimetre));
  const int width = static_cast<int>(DisplayWidth(text));
  lines_ = std::max(lines_, (width + room - 1) / room);
}

void SheetWriter::Merge(Span span, lxw_format* format) {
  if (span.end - span.begin < 2) return;
  worksheet_merge_range(sheet_, row_, static_cast<lxw_col_t>(span.begin), row_,
                        static_cast<lxw_col_t>(span.end - 1), "", format);
}

void SheetWriter::WriteText(const std::string& text, Span span, lxw_format* format) {
  const std::string clean = documents::CleanText(text);
  Merge(span, format);
  // Always a string: what begins with "=" is one, too.
  worksheet_write_string(sheet_, row_, static_cast<lxw_col_t>(span.begin), clean.c_str(), format);
  MakeRoom(clean, span);
}

void SheetWriter::WriteNumber(double number, Span span, lxw_format* format) {
  Merge(span, format);
  worksheet_write_number(sheet_, row_, static_cast<lxw_col_t>(span.begin), number, format);
}

void SheetWriter::WriteMoney(const Money& money, Align align, bool is_bold, Span span) {
  const int decimals = money.currency().minor_digits();
  if (money.minor() > kMostExact || money.minor() < -kMostExact) {
    return WriteText(documents::ShownText(money), span, formats_.OfCell(align, is_bold, ""));
  }
  WriteNumber(static_cast<double>(money.minor()) / PowerOfTen(decimals), span,
              formats_.OfCell(align, is_bold, FormatOf(decimals)));
}

void SheetWriter::WriteDecimal(const Decimal& number, Align align, bool is_bold, Span span) {
  const std::string shown = documents::ShownText(number);
  const Int128 coefficient = number.coefficient();
  if (coefficient > kMostExact || coefficient < -Int128{kMostExact}) {
    return WriteText(shown, span, formats_.OfCell(align, is_bold, ""));
  }
  const std::size_t comma = shown.find(',');
  const auto decimals = comma == std::string::npos ? 0 : static_cast<int>(shown.size() - comma - 1);
  WriteNumber(
      static_cast<double>(static_cast<std::int64_t>(coefficient)) / PowerOfTen(number.scale()),
      span, formats_.OfCell(align, is_bold, FormatOf(decimals)));
}

void SheetWriter::WriteDate(CivilDate date, Align align, bool is_bold, Span span) {
  lxw_format* format = formats_.OfCell(align, is_bold, "dd.mm.yyyy");
  lxw_datetime day{date.year(), date.month(), date.day(), 0, 0, 0};
  constexpr int kFirstYear = 1900;  // of a spreadsheet's calendar
  if (date.year() <= kFirstYear) return WriteText(documents::ShownText(date), span, format);
  Merge(span, format);
  worksheet_write_datetime(sheet_, row_, static_cast<lxw_col_t>(span.begin), &day, format);
}

void SheetWriter::WriteCell(const documents::Cell& cell, Align align, bool is_bold, Span span) {
  if (const auto* money = std::get_if<Money>(&cell)) {
    WriteMoney(*money, align, is_bold, span);
  } else if (const auto* number = std::get_if<Decimal>(&cell)) {
    WriteDecimal(*number, align, is_bold, span);
  } else if (const auto* date = std::get_if<CivilDate>(&cell)) {
    WriteDate(*date, align, is_bold, span);
  } else {
    WriteText(std::get<std::string>(cell), span, formats_.OfCell(align, is_bold, ""));
  }
}

void SheetWriter::Write(const documents::Paragraph& paragraph) {
  WriteText(paragraph.text, {0, grid_.columns()}, formats_.Of(paragraph.style));
  if (paragraph.style == Style::kTitle) ++lines_;
  EndRow();
}

void SheetWriter::Write(const documents::Fields& fields) {
  const std::vector<std::size_t> starts = grid_.Split({25, 75});
  for (const auto& [label, value] : fields.pairs) {
    WriteText(label, {starts[0], starts[1]}, formats_.Of(Style::kNormal));
    WriteText(value, {starts[1], starts[2]}, formats_.Of(Style::kStrong));
    EndRow();
  }
  EndRow();
}

void SheetWriter::WriteGroups(const documents::Table& table,
                              const std::vector<std::size_t>& starts) {
  const auto& columns = table.columns;
  for (std::size_t i = 0; i < columns.size();) {
    std::size_t end = i + 1;
    while (end < columns.size() && columns[end].group == columns[i].group) ++end;
    if (!columns[i].group.empty()) {
      WriteText(columns[i].group, {starts[i], starts[end]}, formats_.OfHeading());
    }
    i = end;
  }
}

void SheetWriter::WriteHeading(const documents::Table& table,
                               const std::vector<std::size_t>& starts) {
  const auto has_group = [](const documents::Column& column) { return !column.group.empty(); };
  const lxw_row_t first = row_;
  if (std::any_of(table.columns.begin(), table.columns.end(), has_group)) {
    WriteGroups(table, starts);
    EndRow();
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    WriteText(table.columns[i].heading, {starts[i], starts[i + 1]}, formats_.OfHeading());
  }
  EndRow();
  if (table.has_numbers) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      WriteNumber(static_cast<double>(i + 1), {starts[i], starts[i + 1]}, formats_.OfHeading());
    }
    EndRow();
  }
  if (table.columns.size() == grid_.columns()) worksheet_repeat_rows(sheet_, first, row_ - 1);
}

void SheetWriter::WriteRow(const documents::Table& table, const documents::Row& row,
                           const std::vector<std::size_t>& starts) {
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    WriteCell(row.cells[i], table.columns[i].align, row.is_total, {starts[i], starts[i + 1]});
  }
  EndRow();
}

void SheetWriter::Write(const documents::Table& table) {
  const std::vector<std::size_t> starts = grid_.Spread(table.columns);
  WriteHeading(table, starts);
  for (const documents::Row& row : table.rows) WriteRow(table, row, starts);
  EndRow();
}

void SheetWriter::Write(const documents::Signatures& signatures) {
  const std::vector<std::size_t> starts = grid_.Split(std::vector<int>(signatures.sides.size(), 1));
  std::size_t most = 0;
  for (std::size_t i = 0; i < signatures.sides.size(); ++i) {
    const documents::Signature& side = signatures.sides[i];
    WriteText(side.role + (side.seal.empty() ? "" : "   " + side.seal), {starts[i], starts[i + 1]},
              formats_.Of(Style::kStrong));
    most = std::max(most, side.captions.size());
  }
  EndRow();
  for (std::size_t line = 0; line < most; ++line) {
    EndRow();  // room to sign
    for (std::size_t i = 0; i < signatures.sides.size(); ++i) {
      const auto& captions = signatures.sides[i].captions;
      if (line >= captions.size()) continue;
      WriteText(captions[line], {starts[i], starts[i + 1]}, formats_.OfCaption());
    }
    EndRow();
  }
}

}  // namespace tirek::cli
