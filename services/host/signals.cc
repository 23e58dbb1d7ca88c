#include "services/host/signals.h"

#include <ctime>

namespace tirek::host {

SignalWatch::SignalWatch() {
  sigemptyset(&watched_);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&watched_, number);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
}

SignalWatch::~SignalWatch() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

std::optional<int> SignalWatch::Wait(std::chrono::milliseconds time) {
  const timespec limit{time.count() / 1000, (time.count() % 1000) * 1'000'000};
  const int number = sigtimedwait(&watched_, nullptr, &limit);
  if (number < 0) return std::nullopt;
  return number;
}

}  // namespace tirek::host
