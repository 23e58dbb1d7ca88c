#include "cli/documents/table_layout.h"

#include <algorithm>
#include <utility>

#include "billing/documents/clean_text.h"

namespace tirek::cli {
namespace {

using documents::Align;

constexpr int kNarrow = 100;  // millimetres: a table less wide is not stretched
constexpr double kMillimetre = 72 / 25.4;
constexpr double kPadding = 2.5;
constexpr int kSize = 15;  // 7.5 points

PangoAlignment AlignOf(Align align) {
  switch (align) {
    case Align::kLeft:
      return PANGO_ALIGN_LEFT;
    case Align::kCentre:
      return PANGO_ALIGN_CENTER;
    case Align::kRight:
      break;
  }
  return PANGO_ALIGN_RIGHT;
}

}  // namespace

TableLayout::TableLayout(const documents::Table& table, const Fonts& fonts, double left,
                         double width)
    : table_(table), fonts_(fonts) {
  int sum = 0;
  for (const documents::Column& column : table.columns) sum += column.width;
  const bool is_narrow = sum < kNarrow;
  const double unit = is_narrow ? kMillimetre : width / sum;
  double edge = is_narrow ? left + width - sum * unit : left;
  edges_.push_back(edge);
  for (const documents::Column& column : table.columns) {
    edge += column.width * unit;
    edges_.push_back(edge);
  }
}

double TableLayout::Put(LaidRow& row, const std::string& text, const Box& box, PangoAlignment align,
                        bool is_bold) const {
  const double width = box.right - box.left - 2 * kPadding;
  auto layout = fonts_.Lay(text, {kSize, is_bold}, width, align);
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  row.texts.push_back({std::move(layout), box.left + kPadding, box.top + kPadding});
  return pango_units_to_double(height) + 2 * kPadding;
}

void TableLayout::Frame(LaidRow& row, const Box& box, double bottom) const {
  row.lines.push_back({box.left, box.top, box.right, box.top});
  row.lines.push_back({box.left, bottom, box.right, bottom});
  row.lines.push_back({box.left, box.top, box.left, bottom});
  row.lines.push_back({box.right, box.top, box.right, bottom});
}

// The headings over groups of columns, each as wide as its columns.
double TableLayout::PutGroups(LaidRow& row) const {
  double height = 0;
  const auto& columns = table_.columns;
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < columns.size();) {
    std::size_t end = i + 1;
    while (end < columns.size() && columns[end].group == columns[i].group) ++end;
    if (!columns[i].group.empty()) {
      boxes.push_back({edges_[i], edges_[end], 0});
      height =
          std::max(height, Put(row, columns[i].group, boxes.back(), PANGO_ALIGN_CENTER, false));
    }
    i = end;
  }
  for (const Box& box : boxes) Frame(row, box, height);
  return height;
}

LaidRow TableLayout::Heading() const {
  LaidRow heading;
  const double groups = PutGroups(heading);
  std::vector<Box> boxes;
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    const documents::Column& column = table_.columns[i];
    boxes.push_back({edges_[i], edges_[i + 1], column.group.empty() ? 0 : groups});
    const double height =
        Put(heading, column.heading, boxes.back(), PANGO_ALIGN_CENTER, false) + boxes.back().top;
    heading.height = std::max(heading.height, height);
  }
  for (const Box& box : boxes) Frame(heading, box, heading.height);
  if (!table_.has_numbers) return heading;
  LaidRow numbers = Numbers();
  for (PlacedText& text : numbers.texts) {
    text.y += heading.height;
    heading.texts.push_back(std::move(text));
  }
  for (PlacedLine& line : numbers.lines) {
    heading.lines.push_back({line.x1, line.y1 + heading.height, line.x2, line.y2 + heading.height});
  }
  heading.height += numbers.height;
  return heading;
}

LaidRow TableLayout::Numbers() const {
  LaidRow row;
  for (std::size_t i = 0; i < table_.columns.size(); ++i) {
    const Box box{edges_[i], edges_[i + 1], 0};
    row.height = Put(row, std::to_string(i + 1), box, PANGO_ALIGN_CENTER, false);
    Frame(row, box, row.height);
  }
  return row;
}

LaidRow TableLayout::RowAt(std::size_t index) const { return LaidOut(table_.rows[index]); }

LaidRow TableLayout::LaidOut(const documents::Row& source) const {
  LaidRow row;
  for (std::size_t i = 0; i < source.cells.size(); ++i) {
    const Box box{edges_[i], edges_[i + 1], 0};
    const double height = Put(row, documents::ShownText(source.cells[i]), box,
                              AlignOf(table_.columns[i].align), source.is_total);
    row.height = std::max(row.height, height);
  }
  for (std::size_t i = 0; i < source.cells.size(); ++i) {
    Frame(row, {edges_[i], edges_[i + 1], 0}, row.height);
  }
  return row;
}

}  // namespace tirek::cli
