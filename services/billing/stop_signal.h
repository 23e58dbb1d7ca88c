// How background work waits: until its time has come, somebody wakes it, or it is to end.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tirek::billing {

class StopSignal {
 public:
  void Stop() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
  }

  // Ends a wait, or the next one when nobody waits now.
  void Wake() {
    {
      const std::lock_guard lock(mutex_);
      woken_ = true;
    }
    changed_.notify_all();
  }

  bool stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

  // False when stopped.
  bool WaitFor(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, time, [this] { return stopped_ || woken_; });
    woken_ = false;
    return !stopped_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  bool woken_ = false;
};

}  // namespace tirek::billing
