// Quantiles of measured values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace tirek::bench {

// The value that a share of the others does not exceed: 0.5 is the median.
inline double Quantile(std::vector<double> values, double share) {
  if (values.empty()) throw std::runtime_error("nothing was measured");
  const auto place = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  const auto found = values.begin() + static_cast<std::ptrdiff_t>(place);
  std::nth_element(values.begin(), found, values.end());
  return *found;
}

}  // namespace tirek::bench
