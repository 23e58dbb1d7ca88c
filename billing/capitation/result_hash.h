// The hash of a result that is computed part by part.
#pragma once

#include <span>
#include <string>

#include "billing/capitation/line.h"
#include "core/base/sha256.h"

namespace tirek::capitation {

// What ResultHash says of all lines that were added, in their order.
class ResultHasher {
 public:
  void Add(std::span<const Line> lines);
  // Nothing can be added after it.
  std::string Finish() { return stream_.FinishHex(); }

 private:
  Sha256Stream stream_;
};

}  // namespace tirek::capitation
