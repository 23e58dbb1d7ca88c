// Computes one capitation run, from the facts known when it was made to its last line.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/rpc/call.h"
#include "services/billing/capitation_run.h"
#include "services/billing/stop_signal.h"

namespace tirek::billing {

enum class RunOutcome {
  kEnded,  // completed, or somebody else ended it meanwhile
  kLeft,   // another program computes it, or this one is to stop: it goes on running
};

// Lines are written provider by provider, each provider's in one transaction, so that a run whose
// process was killed is taken up where it stood: the same facts give the same lines, and a provider
// that was written is not written again.
class CapitationRunner {
 public:
  CapitationRunner(const rpc::CallEnvironment& environment, StopSignal& stop)
      : environment_(environment), stop_(stop) {}

  // An error is what ended the run as FAILED; a broken world throws, and the run goes on running.
  Result<RunOutcome> Run(const CapitationRun& run);

  void Fail(const RunId& id, const std::string& failure);

 private:
  Result<RunOutcome> Compute(const CapitationRun& run);
  Result<std::vector<capitation::Line>> LinesOf(const CapitationRun& run);
  bool WritePartition(const RunId& id, std::span<const capitation::Line> lines,
                      const LineTotals& totals);

  const rpc::CallEnvironment& environment_;
  StopSignal& stop_;
};

}  // namespace tirek::billing
