// The pilot month as the commands that carry it: who types what, in which order.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace tirek::cli {

// One line of demo/pilot.steps: "ministry: provider import demo/providers.csv". A line that begins
// with "== " is a heading; '#' begins a comment. "(1) " before the role expects exit code 1: a
// file with refused rows.
struct PilotStep {
  std::string heading;            // shown before the step, when not empty
  std::string actor;              // "ministry", "finance-2", "provider 230840990018"
  std::vector<std::string> args;  // of `tirek`
  int expected_exit = 0;
};

// Fails with DEMO_STEP_INVALID, naming the line.
Result<std::vector<PilotStep>> ParsePilotSteps(std::string_view text);

}  // namespace tirek::cli
