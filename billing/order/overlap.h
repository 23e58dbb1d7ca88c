// Rows of a list that have the same key on a common day.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <vector>

#include "billing/order/check.h"

namespace tirek::order {

struct Clash {
  std::size_t earlier = 0;  // in the list
  std::size_t later = 0;
};

// Each row that shares a day and its key with one before it by start, with the one of those that
// lasts longest: a pair is found once, and n rows in n log n steps, however many pairs there are.
template <typename Key>
std::vector<Clash> FindClashes(const std::vector<Key>& keys, const std::vector<Period>& periods) {
  std::vector<std::size_t> rows(keys.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::erase_if(rows, [&](std::size_t row) { return periods[row].empty(); });
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    if (keys[a] != keys[b]) return keys[a] < keys[b];
    return periods[a].start < periods[b].start;
  });
  std::vector<Clash> clashes;
  for (std::size_t i = 0, lasting = 0; i < rows.size(); ++i) {
    const bool same_key = i > 0 && keys[rows[i]] == keys[rows[lasting]];
    if (same_key && periods[rows[i]].Overlaps(periods[rows[lasting]])) {
      clashes.push_back({std::min(rows[i], rows[lasting]), std::max(rows[i], rows[lasting])});
    }
    if (!same_key || periods[rows[lasting]].end < periods[rows[i]].end) lasting = i;
  }
  std::sort(clashes.begin(), clashes.end(), [](const Clash& a, const Clash& b) {
    return a.later != b.later ? a.later < b.later : a.earlier < b.earlier;
  });
  return clashes;
}

// A fault at each later row of `list`; `same` says what the two have in common. Rows that were not
// read whole are left out.
template <typename Rule, typename KeyOf>
void CheckClashes(Check& check, const char* list, const std::vector<Rule>& rules, KeyOf key_of,
                  const char* reason, const std::string& same) {
  using Key = decltype(key_of(rules.front()));
  std::vector<Key> keys;
  std::vector<Period> periods;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    keys.push_back(key_of(rules[i]));
    const bool whole = check.IsWhole(RowPath(list, i) + ".");
    periods.push_back(whole ? rules[i].period : Period{});
  }
  for (const Clash& clash : FindClashes(keys, periods)) {
    check.Add(
        RowPath(list, clash.later) + ".period", reason,
        "no day in common with " + RowPath(list, clash.earlier) + ", which has the same " + same);
  }
}

}  // namespace tirek::order
