// TIREK_ASSERT(condition): we are wrong if it does not hold. Always on.
//
// The process aborts, except where a handler has been installed: a server turns the breach into
// the failure of one RPC (an exception caught by the call wrapper), a test sees the abort.
#pragma once

namespace tirek {

// Called with the text of the condition and its place; must not return (throw or abort).
using AssertHandler = void (*)(const char* condition, const char* file, int line);

// Installs `handler` for the process; nullptr restores abort.
void SetAssertHandler(AssertHandler handler);

[[noreturn]] void AssertFailed(const char* condition, const char* file, int line);

}  // namespace tirek

#define TIREK_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::tirek::AssertFailed(#condition, __FILE__, __LINE__))
