#include "core/base/random.h"

#include <sys/random.h>

#include <cerrno>

#include "core/base/assert.h"

namespace tirek {

void SystemRandom::Fill(std::span<std::uint8_t> bytes) {
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t count = getrandom(bytes.data() + filled, bytes.size() - filled, 0);
    TIREK_ASSERT(count >= 0 || errno == EINTR);
    if (count > 0) filled += static_cast<std::size_t>(count);
  }
}

void SeededRandom::Fill(std::span<std::uint8_t> bytes) {
  const std::lock_guard lock(mutex_);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(engine_() >> 56U);
}

}  // namespace tirek
