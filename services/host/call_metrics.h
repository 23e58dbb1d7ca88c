// Counts and times the calls, and writes them as Prometheus reads them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <utility>

#include "core/rpc/call.h"

namespace tirek::host {

// Safe to use from several threads.
class CallMetrics {
 public:
  void Count(const rpc::CallRecord& call);
  // tirek_calls_total and tirek_call_seconds in Prometheus's text format.
  std::string Text() const;

 private:
  // Upper bounds of the histogram, in microseconds.
  static constexpr std::array<std::int64_t, 12> kBounds = {
      1'000,   2'500,   5'000,     10'000,    25'000,    50'000,
      100'000, 250'000, 1'000'000, 2'500'000, 5'000'000, 10'000'000};

  struct Times {
    std::array<std::uint64_t, kBounds.size()> within{};  // each counts the shorter ones, too
    std::uint64_t count = 0;
    std::int64_t micros = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> calls_;  // by method and code
  std::map<std::string, Times> times_;                                  // by method
};

// `value` for a label in double quotes.
std::string LabelText(const std::string& value);

}  // namespace tirek::host
