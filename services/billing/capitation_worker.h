// The thread that computes capitation runs: those just made, and those that a killed process left.
#pragma once

#include <thread>

#include "core/rpc/call.h"
#include "services/billing/capitation_runner.h"
#include "services/billing/stop_signal.h"

namespace tirek::billing {

class CapitationWorker {
 public:
  explicit CapitationWorker(const rpc::CallEnvironment& environment)
      : environment_(environment), runner_(environment_, stop_) {}
  ~CapitationWorker() { Stop(); }

  void Start();  // once
  // Returns once the run at hand has left off at its next safe point.
  void Stop();
  // There is a new run. It would be found without this too, only later.
  void Wake() { stop_.Wake(); }

 private:
  void Loop();
  void ComputeAll();
  void ComputeOne(const CapitationRun& run);

  rpc::CallEnvironment environment_;
  StopSignal stop_;
  CapitationRunner runner_;
  std::thread thread_;
};

}  // namespace tirek::billing
