// The pilot month of demo/pilot.steps, carried step by step, and stopped where a test wants.
#pragma once

#include <string>
#include <vector>

#include "cli/demo/pilot_steps.h"
#include "tests/scenarios/desk.h"

namespace tirek::test {

class Pilot {
 public:
  explicit Pilot(Desk& desk);

  // Types the steps up to the first one that begins with `words` ("claim adjudicate") and leaves
  // that one out; all that are left when there is none.
  void CarryUntil(const std::string& words);
  void CarryToEnd();

  bool done() const { return next_ == steps_.size(); }
  // The step that comes next; Skip() when a test has taken it itself.
  const cli::PilotStep& next() const { return steps_.at(next_); }
  // Types the next step; throws when it ends otherwise than pilot.steps expects.
  Answer Take();
  void Skip() { ++next_; }

  // What the month came to against demo/EXPECTED.md, one sentence a difference.
  std::vector<std::string> Differences();

 private:
  Desk& desk_;
  std::vector<cli::PilotStep> steps_;
  std::size_t next_ = 0;
};

}  // namespace tirek::test
