#include "cli/documents/sheet_grid.h"

#include <algorithm>
#include <cstdlib>
#include <variant>

namespace tirek::cli {
namespace {

constexpr int kNarrow = 100;  // as on paper: a table less wide stands at the right end

// The columns of a sheet that no table gives columns to.
const std::vector<documents::Column>& Plain() {
  static const std::vector<documents::Column> columns(6, {"", 30});
  return columns;
}

const std::vector<documents::Column>& WidestOf(const documents::Printout& printout) {
  const std::vector<documents::Column>* widest = &Plain();
  std::size_t most = 0;
  for (const documents::Block& block : printout.blocks) {
    const auto* table = std::get_if<documents::Table>(&block);
    if (table == nullptr || table->columns.size() <= most) continue;
    widest = &table->columns;
    most = widest->size();
  }
  return *widest;
}

}  // namespace

SheetGrid::SheetGrid(const documents::Printout& printout) : edges_{0} {
  for (const documents::Column& column : WidestOf(printout)) {
    edges_.push_back(edges_.back() + column.width);
  }
}

std::vector<std::size_t> SheetGrid::Spread(const std::vector<documents::Column>& columns) const {
  std::vector<int> shares;
  int sum = 0;
  for (const documents::Column& column : columns) {
    shares.push_back(column.width);
    sum += column.width;
  }
  if (sum >= kNarrow || sum >= width()) return Split(shares);
  shares.insert(shares.begin(), width() - sum);
  std::vector<std::size_t> starts = Split(shares);
  starts.erase(starts.begin());
  return starts;
}

std::vector<std::size_t> SheetGrid::Split(const std::vector<int>& shares) const {
  int sum = 0;
  for (const int share : shares) sum += share;
  std::vector<int> positions = {0};
  int reached = 0;
  for (const int share : shares) {
    reached += share;
    positions.push_back(reached * width() / sum);
  }
  return Nearest(positions);
}

std::vector<std::size_t> SheetGrid::Nearest(const std::vector<int>& positions) const {
  std::vector<std::size_t> starts;
  const std::size_t parts = positions.size() - 1;
  for (std::size_t part = 0; part <= parts; ++part) {
    // Each part before and behind keeps a column.
    const std::size_t least = starts.empty() ? 0 : starts.back() + 1;
    const std::size_t most = columns() - std::min(columns(), parts - part);
    std::size_t best = std::min(least, columns());
    for (std::size_t edge = least; edge <= most; ++edge) {
      if (std::abs(edges_[edge] - positions[part]) < std::abs(edges_[best] - positions[part])) {
        best = edge;
      }
    }
    starts.push_back(part == parts ? columns() : best);
  }
  return starts;
}

}  // namespace tirek::cli
