// The columns of a worksheet: those of the document's widest table, and where the columns of every
// other part lie on them.
#pragma once

#include <cstddef>
#include <vector>

#include "billing/documents/printout.h"

namespace tirek::cli {

class SheetGrid {
 public:
  explicit SheetGrid(const documents::Printout& printout);

  std::size_t columns() const { return edges_.size() - 1; }
  int width_of(std::size_t column) const { return edges_[column + 1] - edges_[column]; }
  int width() const { return edges_.back(); }
  // Of the columns from `begin` up to `end`.
  int width_of(std::size_t begin, std::size_t end) const { return edges_[end] - edges_[begin]; }

  // For each column of a table the first column of the sheet that it takes; at the end the one
  // after its last. Every column has at least one.
  std::vector<std::size_t> Spread(const std::vector<documents::Column>& columns) const;
  // The same for parts whose widths are in these shares.
  std::vector<std::size_t> Split(const std::vector<int>& shares) const;

 private:
  std::vector<std::size_t> Nearest(const std::vector<int>& positions) const;

  std::vector<int> edges_;  // in millimetres, from 0
};

}  // namespace tirek::cli
