// Randomness as an argument: the system's for production, a seeded one for replayable tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>

namespace tirek {

class Random {
 public:
  virtual ~Random() = default;
  // Fills `bytes`; safe to call from several threads.
  virtual void Fill(std::span<std::uint8_t> bytes) = 0;
};

// The kernel's generator, fit for tokens.
class SystemRandom final : public Random {
 public:
  void Fill(std::span<std::uint8_t> bytes) override;
};

// The same bytes for the same seed; never for tokens.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void Fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace tirek
