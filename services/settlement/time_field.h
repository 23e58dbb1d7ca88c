// A moment that a request names.
#pragma once

#include <string>

#include <google/protobuf/timestamp.pb.h>

#include "core/base/clock.h"
#include "core/base/field_check.h"

namespace tirek::settlement {

// A moment of the years 1 to 9999, cut to microseconds; what is none goes to `check`.
inline Instant TakeInstant(FieldCheck& check, const std::string& field,
                           const google::protobuf::Timestamp& time) {
  constexpr std::int64_t kFirst = -62'135'596'800;
  constexpr std::int64_t kLast = 253'402'300'799;
  const bool valid = time.seconds() >= kFirst && time.seconds() <= kLast && time.nanos() >= 0 &&
                     time.nanos() <= 999'999'999;
  if (!valid) check.Add(field, "INVALID_TIME", "a moment, as 2026-10-15T09:30:00Z");
  return valid ? Instant{time.seconds() * 1'000'000 + time.nanos() / 1000} : Instant{};
}

}  // namespace tirek::settlement
