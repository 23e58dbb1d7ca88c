// Late facts in months that were billed: finding them takes time by what changed, not by history.
//
// The same facts in a house of 24 billed months and in one of 6. TIREK_BENCH_RETRO_PLACEMENTS sets
// how many placements each month has (1,000).
#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "tests/bench/bound.h"
#include "tests/bench/retro_history.h"

namespace tirek::bench {
namespace {

constexpr int kPlacements = 1000;
constexpr int kLong = 24;
constexpr int kShort = 6;
constexpr int kRuns = 3;  // the best of each counts

int PlacementsWanted() {
  const char* wanted = std::getenv("TIREK_BENCH_RETRO_PLACEMENTS");
  return wanted == nullptr ? kPlacements : std::stoi(wanted);
}

Measurement Measure() {
  RetroHistory of_long(PlacementsWanted(), kLong);
  RetroHistory of_short(PlacementsWanted(), kShort);
  if (of_long.Find().lines() != 0) throw std::runtime_error("something is late before it is");
  of_long.RecordLateFacts();
  of_short.RecordLateFacts();
  int in_long = 0;
  int in_short = 0;
  const auto [long_time, short_time] = BestOf(
      kRuns, [&] { in_long = of_long.Find().lines(); },
      [&] { in_short = of_short.Find().lines(); });
  if (in_long != in_short || in_long == 0) {
    throw std::runtime_error("the same facts change " + std::to_string(in_long) + " lines and " +
                             std::to_string(in_short));
  }
  int adjustments = 0;
  const double post_time = Seconds([&] { adjustments = of_long.Post(); });
  of_long.Verify();
  if (of_long.Find().lines() != 0) throw std::runtime_error("something is left to be posted");
  return {SecondsText(long_time) + " in " + std::to_string(kLong) + " months against " +
              SecondsText(short_time) + " in " + std::to_string(kShort) + " for " +
              std::to_string(in_long) + " differences; found and posted in " +
              SecondsText(post_time) + " as " + std::to_string(adjustments) +
              " adjustments; the last month's run took " + SecondsText(of_long.run_seconds()),
          long_time / short_time};
}

}  // namespace

Bound CapitationRetroBound() {
  return {"capitation-retro", "late facts found in 24 billed months : the same in 6", 1.3, Measure};
}

}  // namespace tirek::bench
