#include "core/base/assert.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace tirek {
namespace {
std::atomic<AssertHandler> g_handler{nullptr};
}

void SetAssertHandler(AssertHandler handler) { g_handler = handler; }

void AssertFailed(const char* condition, const char* file, int line) {
  if (const AssertHandler handler = g_handler) handler(condition, file, line);
  std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, condition);
  std::abort();
}

}  // namespace tirek
