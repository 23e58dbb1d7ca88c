// The time as an argument. Only SystemClock asks the machine; nothing else in the house does.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string>

namespace tirek {

// A point in time: microseconds since 1970-01-01T00:00:00Z, as PostgreSQL's timestamptz keeps it.
struct Instant {
  std::int64_t micros = 0;

  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

// When to say that something was recorded after what was recorded at `last`: what counts is read
// back by its time, and a clock behind the other server's must not turn the order.
inline Instant RecordTime(Instant last, Instant now) {
  return {std::max(now.micros, last.micros + 1)};
}

// "2026-10-15T09:30:00.123456Z".
std::string ToRfc3339(Instant instant);

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant Now() const override;
};

// A clock that stands where it was put, for tests and for replaying the past.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant now) : now_(now) {}
  Instant Now() const override { return now_; }
  void Set(Instant now) { now_ = now; }

 private:
  Instant now_;
};

}  // namespace tirek
