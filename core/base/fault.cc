#include "core/base/fault.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

namespace tirek {
namespace {

// The wanted fault, read once from the environment before threads start.
struct Wanted {
  std::string name;
  std::atomic<long> passes_left{0};

  Wanted() {
    const char* text = std::getenv("TIREK_FAULT");
    if (text == nullptr) return;
    name = text;
    const std::size_t colon = name.rfind(':');
    if (colon == std::string::npos) return;
    passes_left = std::strtol(name.c_str() + colon + 1, nullptr, 10);
    name.resize(colon);
  }
};
Wanted g_wanted;

}  // namespace

void FaultPoint(const char* name) {
  if (g_wanted.passes_left <= 0 || g_wanted.name != name) return;
  if (--g_wanted.passes_left == 0) std::raise(SIGKILL);
}

}  // namespace tirek
