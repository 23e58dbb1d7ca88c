// A command that is not made from the protos: it works on files, or makes a file of what several
// calls answer.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "core/base/result.h"

namespace tirek::cli {

struct LocalStreams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

struct LocalCommand {
  std::string noun;
  std::string verb;
  std::string summary;  // one sentence
  // Given the words after the verb.
  std::function<Result<ExitCode>(const std::vector<std::string>&, const LocalStreams&)> run;
  bool asks_server = false;
};

}  // namespace tirek::cli
