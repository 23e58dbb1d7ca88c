// The yardstick of the ledger: the same transfers as plain SQL, one transaction each, by pgbench.
//
// A transaction locks both accounts in order, adds the transfer under its key, moves both balances
// (a CHECK is their limit), and adds two entries with the balances that they leave: five round
// trips of prepared statements. No holds, periods, dimensions or hashes.
#pragma once

#include <string>

namespace tirek::bench {

// How fast something is, in one round of some seconds.
struct Pace {
  double transfers_per_second = 0;
  double p99_millis = 0;
};

constexpr int kClients = 32;
constexpr int kRoundSeconds = 3;

class PlainTransfers {
 public:
  // Makes its tables in the schema "plain" of the database, with accounts for `pairs` transfers
  // that do not touch each other.
  PlainTransfers(std::string url, std::string folder, int pairs);

  // One round by kClients clients over the first `pairs` pairs of accounts.
  Pace Run(int pairs) const;

 private:
  std::string url_;
  std::string folder_;  // for the script and the logs
};

}  // namespace tirek::bench
