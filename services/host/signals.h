// SIGTERM, SIGINT and SIGHUP as something to wait for, instead of something that interrupts.
#pragma once

#include <signal.h>

#include <chrono>
#include <optional>

namespace tirek::host {

// Made before any other thread, so that all threads leave these signals to Wait.
class SignalWatch {
 public:
  SignalWatch();
  ~SignalWatch();
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;

  // The next signal, or nothing when `time` is over.
  std::optional<int> Wait(std::chrono::milliseconds time);

 private:
  sigset_t watched_{};
  sigset_t before_{};
};

}  // namespace tirek::host
