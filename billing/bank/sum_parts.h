// Which of several amounts add up to a whole, where only one answer is possible.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tirek::bank {

struct Parts {
  std::vector<std::size_t> indexes;  // empty: none, or more than one way
  bool all = false;
};

// All amounts when they add up to `whole`, else the only two that do. Among more than 50 amounts no
// two are searched: chance would find some.
Parts FindParts(std::int64_t whole, std::span<const std::int64_t> amounts);

}  // namespace tirek::bank
