// The looks of a worksheet's cells, each made once.
#pragma once

#include <xlsxwriter.h>

#include <map>
#include <string>
#include <tuple>

#include "billing/documents/printout.h"

namespace tirek::cli {

class SheetFormats {
 public:
  explicit SheetFormats(lxw_workbook* workbook) : workbook_(workbook) {}

  lxw_format* Of(documents::Style style);
  // Of a table's cell; `number` is Excel's format of numbers, empty for text.
  lxw_format* OfCell(documents::Align align, bool is_bold, const std::string& number);
  lxw_format* OfHeading();
  // A line to sign on, with its caption under it.
  lxw_format* OfCaption();

 private:
  struct Look {
    int half_points = 18;
    bool is_bold = false;
    bool has_border = false;
    bool has_line_above = false;
    documents::Align align = documents::Align::kLeft;
    std::string number = {};

    auto key() const {
      return std::tie(half_points, is_bold, has_border, has_line_above, align, number);
    }
    friend bool operator<(const Look& a, const Look& b) { return a.key() < b.key(); }
  };

  lxw_format* Made(const Look& look);

  lxw_workbook* workbook_;
  std::map<Look, lxw_format*> formats_;  // owned by the workbook
};

}  // namespace tirek::cli
