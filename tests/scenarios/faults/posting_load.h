// Clients that post batches into the payer's ledger as fast as they can while servers die, and keep
// a log of what was acknowledged: what the ledger is held against afterwards.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <soci/soci.h>

namespace tirek::test {

class PostingLoad {
 public:
  static constexpr int kEntriesOfBatch = 100;  // beyond what goes in as arrays: by COPY

  // `token` is finance's.
  PostingLoad(const std::string& address, const std::string& token, int clients);
  ~PostingLoad();
  PostingLoad(const PostingLoad&) = delete;
  PostingLoad& operator=(const PostingLoad&) = delete;

  // Until so many more batches are acknowledged; throws when that takes two minutes.
  void AwaitMore(int batches);
  // Until some client was told that its batch may be lost.
  void AwaitRefusal();
  // Each client ends with the answer to what it sent last.
  void Stop();

  // Every way in which an answer failed to come: "UNAVAILABLE DATABASE_UNAVAILABLE".
  std::set<std::string> refusals();
  // What the ledger says otherwise than the log: an acknowledged batch that is missing or was
  // answered with other numbers, one that stands in part, one that nobody sent.
  std::vector<std::string> Differences(soci::session& sql);

 private:
  void Run(int client);
  bool Send(int client, const std::string& request_id);

  std::string address_;
  std::string token_;
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::set<std::string> sent_;
  std::map<std::string, long long> acknowledged_;  // with the number of its first entry
  std::set<std::string> refusals_;
  int refused_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace tirek::test
