// A printout laid out on pages of A4: which text and which line stands where.
#pragma once

#include <string>
#include <vector>

#include "billing/documents/printout.h"
#include "cli/documents/fonts.h"

namespace tirek::cli {

// In points, from the upper left corner.
struct PlacedText {
  GObjectPtr<PangoLayout> layout;
  double x = 0;
  double y = 0;
};

struct PlacedLine {
  double x1 = 0;
  double y1 = 0;
  double x2 = 0;
  double y2 = 0;
};

struct Page {
  std::vector<PlacedText> texts;
  std::vector<PlacedLine> lines;
};

struct PaperSize {
  double width = 0;
  double height = 0;
};
PaperSize PaperOf(const documents::Printout& printout);

// Each page with its foot: the title and the page's number. Headings of a table are repeated on
// every page, a row is never cut.
std::vector<Page> LayOut(const documents::Printout& printout, const Fonts& fonts);

}  // namespace tirek::cli
