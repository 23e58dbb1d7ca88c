// Computes one capitation run, from the facts known when it was made to its last line.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "services/billing/capitation_run.h"
#include "services/billing/provider_groups.h"
#include "services/billing/stop_signal.h"

namespace tirek::billing {

enum class RunOutcome {
  kEnded,  // completed, or somebody else ended it meanwhile
  kLeft,   // another program computes it, or this one is to stop: it goes on running
};

// Lines are written in groups of providers, each group's in one transaction, so that a run whose
// process was killed is taken up where it stood: the same facts give the same lines, and a provider
// that was written is not written again. What is wrong in one group ends the run when all of them
// have been looked at, with what is wrong in any.
class CapitationRunner {
 public:
  CapitationRunner(const rpc::CallEnvironment& environment, StopSignal& stop)
      : environment_(environment), stop_(stop) {}

  // An error is what ended the run as FAILED; a broken world throws, and the run goes on running.
  Result<RunOutcome> Run(const CapitationRun& run);

  void Fail(const RunId& id, const std::string& failure);

 private:
  class Progress;
  class Lookahead;

  // What it has to go through, and the providers that were written by whoever left it.
  struct Beginning {
    std::vector<ProviderGroup> groups;
    std::set<std::string> done;
  };

  // False when this program is to stop.
  bool AwaitFacts();
  // Nothing when the run is running no more.
  std::optional<Beginning> Begin(const CapitationRun& run);
  // Appends what is wrong; what is left or has ended is so whatever was.
  RunOutcome Compute(const CapitationRun& run, std::vector<Error>& errors);
  Result<std::vector<capitation::Line>> LinesOf(const CapitationRun& run,
                                                const ProviderGroup& group);
  // False when the run is running no more.
  bool Write(const RunId& id, const std::vector<capitation::Line>& lines);

  const rpc::CallEnvironment& environment_;
  StopSignal& stop_;
};

}  // namespace tirek::billing
