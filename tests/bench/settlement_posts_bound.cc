// Single posts within the process against the same transfers as plain SQL: on one hot account, and
// over 1,000 accounts. 32 clients each; the two ways run by turns, and the median of the ratios of
// neighbouring rounds counts.
#include <chrono>
#include <mutex>
#include <random>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "tests/bench/bound.h"
#include "tests/bench/ledger_house.h"
#include "tests/bench/plain_transfers.h"
#include "tests/bench/quantile.h"

namespace tirek::bench {
namespace {

constexpr int kPairs = 500;  // of accounts: a provider's, of ours
constexpr int kRounds = 5;
constexpr int kShards = 2;  // as in the service

using std::chrono::steady_clock;

// One caller, until the time is up; the milliseconds that each of its posts took.
std::vector<double> PostUntil(settlement::PostingQueue& queue, int ledgers, unsigned seed,
                              steady_clock::time_point end) {
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> ledger(1, ledgers);
  std::vector<double> millis;
  for (auto start = steady_clock::now(); start < end;) {
    const auto posted = queue.Post(
        {Transfer(LedgerHouse::LedgerId(ledger(random)), 1 + random() % 10'000, SomeDay())});
    if (!posted || posted->answers[0][0].verdict != ledger::Verdict::kDone) {
      throw std::runtime_error("a transfer was refused");
    }
    const auto done = steady_clock::now();
    millis.push_back(std::chrono::duration<double, std::milli>(done - start).count());
    start = done;
  }
  return millis;
}

Pace RunOurs(settlement::PostingQueue& queue, int ledgers) {
  const auto end = steady_clock::now() + std::chrono::seconds(kRoundSeconds);
  std::mutex mutex;
  std::vector<double> all;
  std::vector<std::thread> callers;
  for (unsigned i = 0; i < kClients; ++i) {
    callers.emplace_back([&, i] {
      const std::vector<double> millis = PostUntil(queue, ledgers, i, end);
      const std::lock_guard lock(mutex);
      all.insert(all.end(), millis.begin(), millis.end());
    });
  }
  for (std::thread& caller : callers) caller.join();
  return {static_cast<double>(all.size()) / kRoundSeconds, Quantile(all, 0.99)};
}

// Medians of the rounds.
struct Compared {
  Pace plain;
  Pace ours;
  double times_as_many = 0;
  double p99_share = 0;
};

Compared Compare(const PlainTransfers& plain, settlement::PostingQueue& queue, int pairs) {
  std::vector<double> plain_rate, our_rate, plain_p99, our_p99, rates, p99s;
  for (int round = 0; round < kRounds; ++round) {
    const Pace theirs = plain.Run(pairs);
    const Pace ours = RunOurs(queue, pairs);
    plain_rate.push_back(theirs.transfers_per_second);
    our_rate.push_back(ours.transfers_per_second);
    plain_p99.push_back(theirs.p99_millis);
    our_p99.push_back(ours.p99_millis);
    rates.push_back(ours.transfers_per_second / theirs.transfers_per_second);
    p99s.push_back(ours.p99_millis / theirs.p99_millis);
  }
  return {{Quantile(plain_rate, 0.5), Quantile(plain_p99, 0.5)},
          {Quantile(our_rate, 0.5), Quantile(our_p99, 0.5)},
          Quantile(rates, 0.5),
          Quantile(p99s, 0.5)};
}

struct Both {
  Compared hot;
  Compared spread;
};

// Measured once for the three bounds that ask for it.
const Both& Measured() {
  static const Both both = [] {
    LedgerHouse house(kPairs);
    const PlainTransfers plain(house.url(), house.folder(), kPairs);
    const auto queue = house.NewQueue(kShards);
    Both measured{Compare(plain, *queue, 1), Compare(plain, *queue, kPairs)};
    house.Verify();
    return measured;
  }();
  return both;
}

std::string TextOf(const Compared& compared) {
  std::ostringstream text;
  text.precision(4);
  text << compared.ours.transfers_per_second << " transfers a second, p99 "
       << compared.ours.p99_millis << " ms, against " << compared.plain.transfers_per_second
       << ", p99 " << compared.plain.p99_millis << " ms: " << compared.times_as_many
       << " times as many";
  return text.str();
}

}  // namespace

Bound SettlementHotBound() {
  return {"settlement-hot", "15 times plain SQL's : single posts a second, one hot account", 1, [] {
            const Compared& hot = Measured().hot;
            return Measurement{TextOf(hot), 15 / hot.times_as_many};
          }};
}

Bound SettlementHotP99Bound() {
  return {"settlement-hot-p99", "p99 of single posts on one hot account : plain SQL's", 0.1, [] {
            const Compared& hot = Measured().hot;
            return Measurement{TextOf(hot), hot.p99_share};
          }};
}

Bound SettlementAccountsBound() {
  return {"settlement-accounts", "4.5 times plain SQL's : single posts a second, 1,000 accounts", 1,
          [] {
            const Compared& spread = Measured().spread;
            return Measurement{TextOf(spread), 4.5 / spread.times_as_many};
          }};
}

}  // namespace tirek::bench
