// Texts of rows as values; they were checked on their way in.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/base/assert.h"
#include "core/money/currency.h"

namespace tirek::contracts {

template <typename T>
T Trusted(const std::string& text) {
  auto parsed = T::Parse(text);
  TIREK_ASSERT(parsed.has_value());
  return std::move(parsed).value();
}

template <>
inline Currency Trusted<Currency>(const std::string& text) {
  const auto currency = Currency::FromCode(text);
  TIREK_ASSERT(currency.has_value());
  return *currency;
}

// The codes of services that SQL joined with '|', which none of them has.
inline std::vector<std::string> Split(const std::string& joined) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= joined.size();) {
    const std::size_t end = std::min(joined.find('|', start), joined.size());
    parts.push_back(joined.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

}  // namespace tirek::contracts
