#include "billing/bank/sum_parts.h"

#include <numeric>

namespace tirek::bank {

Parts FindParts(std::int64_t whole, std::span<const std::int64_t> amounts) {
  constexpr std::size_t kMostToPair = 50;
  Parts parts;
  __int128 sum = 0;
  for (const std::int64_t amount : amounts) sum += amount;
  if (sum == whole) {
    parts.indexes.resize(amounts.size());
    std::iota(parts.indexes.begin(), parts.indexes.end(), 0);
    parts.all = true;
    return parts;
  }
  if (amounts.size() > kMostToPair) return parts;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    for (std::size_t j = i + 1; j < amounts.size(); ++j) {
      if (static_cast<__int128>(amounts[i]) + amounts[j] != whole) continue;
      if (!parts.indexes.empty()) return {};
      parts.indexes = {i, j};
    }
  }
  return parts;
}

}  // namespace tirek::bank
