// The grid of a table on paper: where its columns lie, and its rows with their heights.
#pragma once

#include <string>
#include <vector>

#include "billing/documents/printout.h"
#include "cli/documents/fonts.h"
#include "cli/documents/pages.h"

namespace tirek::cli {

// One row, ready to be put at any height of a page.
struct LaidRow {
  std::vector<PlacedText> texts;  // y from the row's top
  std::vector<PlacedLine> lines;
  double height = 0;
};

class TableLayout {
 public:
  // Columns fill the line from `left` over `width`; a narrow table stands at its right end.
  TableLayout(const documents::Table& table, const Fonts& fonts, double left, double width);

  // The headings, with the groups above them and the numbers under them.
  LaidRow Heading() const;
  LaidRow RowAt(std::size_t index) const;

 private:
  struct Box {
    double left;
    double right;
    double top;
  };

  LaidRow LaidOut(const documents::Row& row) const;
  LaidRow Numbers() const;
  // Puts `text` into the box; the height it needs, with the space around it.
  double Put(LaidRow& row, const std::string& text, const Box& box, PangoAlignment align,
             bool is_bold) const;
  void Frame(LaidRow& row, const Box& box, double bottom) const;
  double PutGroups(LaidRow& row) const;

  const documents::Table& table_;
  const Fonts& fonts_;
  std::vector<double> edges_;  // one more than columns
};

}  // namespace tirek::cli
