// Sets in portions: what one statement takes as arrays.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace tirek::settlement {

inline constexpr std::size_t kRowsAtOnce = 1000;

// The rows in their order, at most kRowsAtOnce at a time.
template <typename Row>
std::vector<std::span<const Row>> ChunksOf(const std::vector<Row>& rows) {
  const std::span<const Row> all(rows);
  std::vector<std::span<const Row>> chunks;
  for (std::size_t from = 0; from < all.size(); from += kRowsAtOnce) {
    chunks.push_back(all.subspan(from, std::min(kRowsAtOnce, all.size() - from)));
  }
  return chunks;
}

}  // namespace tirek::settlement
