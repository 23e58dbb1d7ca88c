// Files that commands send: read whole, with a limit, "-" being the standard input.
#pragma once

#include <fstream>
#include <iosfwd>
#include <string>

#include "core/base/result.h"

namespace tirek::cli {

// WRONG_USAGE when `path` cannot be read or holds more than 64 MiB, which no RPC takes.
Result<std::string> ReadInput(const std::string& path, std::istream& standard_input);

// A file of any length, or the standard input, piece by piece.
class InputPieces {
 public:
  explicit InputPieces(std::istream& standard_input) : input_(&standard_input) {}
  // WRONG_USAGE when `path` cannot be read.
  Result<void> Open(const std::string& path);
  // The next bytes, at most `most`; fewer only at the end. WRONG_USAGE when they cannot be read.
  Result<std::string> Next(std::size_t most);

 private:
  std::istream* input_;
  std::ifstream file_;
  std::string name_ = "standard input";
};

}  // namespace tirek::cli
