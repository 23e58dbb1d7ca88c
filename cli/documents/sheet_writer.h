// Writes the parts of a printout into a worksheet, from the top down.
#pragma once

#include <xlsxwriter.h>

#include <string>

#include "billing/documents/printout.h"
#include "cli/documents/sheet_formats.h"
#include "cli/documents/sheet_grid.h"

namespace tirek::cli {

class SheetWriter {
 public:
  SheetWriter(lxw_workbook* workbook, lxw_worksheet* sheet, const documents::Printout& printout);

  void WriteAll();

 private:
  // Columns of the sheet from `begin` up to `end`.
  struct Span {
    std::size_t begin;
    std::size_t end;
  };

  void Write(const documents::Paragraph& paragraph);
  void Write(const documents::Fields& fields);
  void Write(const documents::Table& table);
  void Write(const documents::Signatures& signatures);

  void WriteHeading(const documents::Table& table, const std::vector<std::size_t>& starts);
  void WriteGroups(const documents::Table& table, const std::vector<std::size_t>& starts);
  void WriteRow(const documents::Table& table, const documents::Row& row,
                const std::vector<std::size_t>& starts);
  void WriteCell(const documents::Cell& cell, documents::Align align, bool is_bold, Span span);
  void WriteText(const std::string& text, Span span, lxw_format* format);
  void WriteMoney(const Money& money, documents::Align align, bool is_bold, Span span);
  void WriteDecimal(const Decimal& number, documents::Align align, bool is_bold, Span span);
  void WriteNumber(double number, Span span, lxw_format* format);
  void WriteDate(CivilDate date, documents::Align align, bool is_bold, Span span);
  void Merge(Span span, lxw_format* format);
  // Makes the row high enough for `text` in columns of this width.
  void MakeRoom(const std::string& text, Span span);
  void EndRow();

  lxw_worksheet* sheet_;
  const documents::Printout& printout_;
  SheetGrid grid_;
  SheetFormats formats_;
  lxw_row_t row_ = 0;
  int lines_ = 1;  // of text in the row
};

}  // namespace tirek::cli
