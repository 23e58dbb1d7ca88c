// The rows of a statement as values.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <soci/soci.h>

namespace tirek::sql {

// Each row through `read`: a value from const soci::row&. Takes (session.prepare << …, use(…)).
template <typename Read>
auto ReadAll(const soci::rowset<soci::row>& rows, Read read) {
  std::vector<decltype(read(std::declval<const soci::row&>()))> all;
  for (const soci::row& row : rows) all.push_back(read(row));
  return all;
}

// The only row of a statement by a unique key, if there is one.
template <typename T>
std::optional<T> First(std::vector<T> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace tirek::sql
