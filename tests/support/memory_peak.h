// How much memory of this process some work takes at its height.
#pragma once

#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>

namespace tirek::test {

// A sanitizer keeps what was freed: its peaks say nothing of ours.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kPeaksCount = false;
#else
inline constexpr bool kPeaksCount = true;
#endif

class MemoryPeak {
 public:
  // From here on.
  MemoryPeak() {
    std::ofstream("/proc/self/clear_refs") << "5";
    start_ = Status("VmRSS:");
  }
  // Bytes above the start.
  std::int64_t grown() const { return Status("VmHWM:") - start_; }

 private:
  static std::int64_t Status(const std::string& wanted) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
      std::int64_t kilobytes = 0;
      if (word == wanted && status >> kilobytes) return kilobytes * 1024;
    }
    throw std::runtime_error("/proc/self/status has no " + wanted);
  }

  std::int64_t start_ = 0;
};

}  // namespace tirek::test
