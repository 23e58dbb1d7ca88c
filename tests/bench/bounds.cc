#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "tests/bench/bound.h"

namespace tirek::bench {

const std::vector<Bound>& AllBounds() {
  static const std::vector<Bound> bounds = {MoneyBound(),
                                            CapitationRateBound(),
                                            CapitationKernelBound(),
                                            CapitationCopyBound(),
                                            CapitationSqlBound(),
                                            CapitationGrowthBound(),
                                            CapitationNationBound(),
                                            CapitationRetroBound(),
                                            CapitationRunBound(),
                                            ImportBound(),
                                            SettlementHotBound(),
                                            SettlementHotP99Bound(),
                                            SettlementAccountsBound(),
                                            SettlementUnaryBound(),
                                            SettlementStreamBound(),
                                            SettlementBatchBound(),
                                            SettlementCopyBound(),
                                            SettlementShardsBound(),
                                            SettlementWalBound(),
                                            SettlementBackdatedBound(),
                                            SettlementBalancesBound(),
                                            SettlementStatementsBound(),
                                            SettlementVerifyBound(),
                                            SettlementStatementBound(),
                                            DemoBound()};
  return bounds;
}

double Seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double CpuSeconds(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  };
  const double start = now();
  work();
  return now() - start;
}

std::pair<double, double> BestOf(int times, const std::function<void()>& one,
                                 const std::function<void()>& other) {
  std::pair<double, double> best{Seconds(one), Seconds(other)};
  for (int i = 1; i < times; ++i) {
    best.first = std::min(best.first, Seconds(one));
    best.second = std::min(best.second, Seconds(other));
  }
  return best;
}

std::string SecondsText(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g s", seconds);
  return text.data();
}

}  // namespace tirek::bench
