// A bound on speed: what is measured, against what, and how much of it is allowed.
//
// A bound is a ratio to something measured in the same run, so that it says the same on a slow
// machine and on a fast one; only the demo is bound in seconds. Each bound has a file of its own
// and a line in bounds.cc.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tirek::bench {

struct Measurement {
  std::string text;  // what was measured, for people
  double ratio = 0;
};

struct Bound {
  std::string name;   // of the command line: tirek_bench import
  std::string claim;  // what the ratio is of
  double most = 0;
  std::function<Measurement()> measure;  // throws when it cannot be measured
};

// In the order in which they are run.
const std::vector<Bound>& AllBounds();

Bound CapitationCopyBound();
Bound CapitationGrowthBound();
Bound CapitationKernelBound();
Bound CapitationNationBound();
Bound CapitationRateBound();
Bound CapitationRetroBound();
Bound CapitationRunBound();
Bound CapitationSqlBound();
Bound DemoBound();
Bound ImportBound();
Bound MoneyBound();
Bound SettlementAccountsBound();
Bound SettlementBackdatedBound();
Bound SettlementBalancesBound();
Bound SettlementBatchBound();
Bound SettlementCopyBound();
Bound SettlementHotBound();
Bound SettlementHotP99Bound();
Bound SettlementShardsBound();
Bound SettlementStatementBound();
Bound SettlementStatementsBound();
Bound SettlementStreamBound();
Bound SettlementUnaryBound();
Bound SettlementVerifyBound();
Bound SettlementWalBound();

// How long `work` takes, in seconds.
double Seconds(const std::function<void()>& work);

// Of this thread on its core, without what others take of it: for work that waits for nothing.
double CpuSeconds(const std::function<void()>& work);

// The shortest time of each, run by turns so many times: what else the machine does meanwhile
// makes a time longer, never shorter.
std::pair<double, double> BestOf(int times, const std::function<void()>& one,
                                 const std::function<void()>& other);

// "0.125 s", "12.3 s".
std::string SecondsText(double seconds);

}  // namespace tirek::bench
