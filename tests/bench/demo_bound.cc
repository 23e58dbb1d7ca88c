// The whole pilot month: `tirek demo`, from an empty folder to closed books.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "tests/bench/bound.h"

namespace tirek::bench {
namespace {

namespace fs = std::filesystem;

constexpr double kMostSeconds = 30;

// TIREK when it is set, else the program beside this one in the same build.
std::string Program() {
  const char* named = std::getenv("TIREK");
  if (named != nullptr && *named != '\0') return named;
  const fs::path build = fs::read_symlink("/proc/self/exe").parent_path() / "../..";
  return (build / "cli/tirek").lexically_normal().string();
}

Measurement Measure() {
  const std::string program = Program();
  if (!fs::exists(program)) throw std::runtime_error("there is no " + program + "; set TIREK");
  const fs::path log = fs::temp_directory_path() / "tirek-bench-demo.log";
  const std::string command = "'" + program + "' demo > '" + log.string() + "' 2>&1";
  int status = 0;
  const double time = Seconds([&] { status = std::system(command.c_str()); });
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error("tirek demo failed; its output is in " + log.string());
  }
  fs::remove(log);
  return {SecondsText(time), time / kMostSeconds};
}

}  // namespace

Bound DemoBound() { return {"demo", "tirek demo : 30 s", 1, Measure}; }

}  // namespace tirek::bench
