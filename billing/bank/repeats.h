// Finds documents that stand in one account's part of a file a second time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "billing/bank/statement.h"

namespace tirek::bank {

class RepeatFinder {
 public:
  // Where the first line equal to this one stands; absent when this one is the first. Equal is what
  // moves the same money again. Names are left out: the bank's two code pages may spell them
  // differently.
  std::optional<int> FirstEqual(const StatementLine& line);

 private:
  using Digest = unsigned __int128;
  struct Fold {
    std::size_t operator()(Digest digest) const { return static_cast<std::size_t>(digest); }
  };

  // A digest instead of the texts: a million lines take 48 MB, whatever is written in them. Two
  // different lines of a bank with one digest of 128 bits are not to be expected, and the sums
  // would tell.
  std::unordered_map<Digest, int, Fold> first_lines_;
  std::string key_;
};

}  // namespace tirek::bank
