// A month computed by the service itself, from recorded facts to stored lines with their traces:
// against COPY BINARY of the same attendance out and the same lines in.
//
// TIREK_BENCH_RUN_PLACEMENTS sets how many placements the month has (50,000).
#include <cstdlib>
#include <string>

#include "tests/bench/bound.h"
#include "tests/bench/retro_history.h"

namespace tirek::bench {
namespace {

constexpr int kPlacements = 50'000;

int PlacementsWanted() {
  const char* wanted = std::getenv("TIREK_BENCH_RUN_PLACEMENTS");
  return wanted == nullptr ? kPlacements : std::stoi(wanted);
}

Measurement Measure() {
  const int placements = PlacementsWanted();
  RetroHistory history(placements, 0);
  history.ComputeMonth();
  const double copy = history.CopySeconds();
  const double run = history.run_seconds();
  return {std::to_string(placements) + " placements in " + SecondsText(run) +
              ", the bytes that were read and written by COPY in " + SecondsText(copy),
          run / copy};
}

}  // namespace

Bound CapitationRunBound() {
  return {"capitation-run", "the service's run of a month : COPY BINARY of the same rows", 5,
          Measure};
}

}  // namespace tirek::bench
