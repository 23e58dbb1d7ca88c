// Moves the clock of a whole process, put into it with LD_PRELOAD: the pilot's bank pays on
// 3 November 2026, whenever the tests run. The program itself has no such switch, and shall have
// none: nobody should be able to date a payment by an environment variable.
#include <dlfcn.h>

#include <cstdlib>
#include <ctime>

namespace {

using ClockGettime = int (*)(clockid_t, timespec*);

long Shift() {
  const char* text = std::getenv("SHIFTED_CLOCK_SECONDS");
  return text == nullptr ? 0 : std::strtol(text, nullptr, 10);
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static const auto real = reinterpret_cast<ClockGettime>(dlsym(RTLD_NEXT, "clock_gettime"));
  static const long shift = Shift();
  const int status = real(clock, now);
  if (status == 0 && clock == CLOCK_REALTIME) now->tv_sec += shift;
  return status;
}
