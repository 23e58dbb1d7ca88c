// One seeded life of a ledger behind its real door, beside the same life on paper: after each step
// both are compared in all that they claim.
#pragma once

#include "tests/services/settlement/model/command_source.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement::model {

class ModelTrial {
 public:
  ModelTrial(std::uint64_t seed, int steps);
  // Ends the test at the first difference.
  void Run();
  // Every verdict that was given.
  const std::set<std::string>& verdicts() const { return verdicts_; }

 private:
  void Step(int step);
  void MoveClock();
  void PostBatch();
  void SendAgain();
  void PostDocuments();
  void SetLimits();
  void Close(const std::string& month);
  void TakeAnswers(const std::vector<Asked>& batch, const std::vector<Said>& expected,
                   const v1::PostEntriesResponse& response);

  void CompareAccounts();
  void CompareMonths();
  void CompareReservations();
  void CompareNewPostings();
  void CompareAsOf();
  // Lines "ledger account currency balance" of what the model says.
  std::vector<std::string> AsOf(const std::string& day, std::optional<long long> known_at) const;
  long long now() { return house_.clock().Now().micros; }

  SettlementHouse house_;
  CommandSource source_;
  PlainLedger model_;
  int steps_;
  v1::PostEntriesRequest last_request_;
  v1::PostEntriesResponse last_response_;
  std::vector<long long> times_;
  std::map<std::string, std::size_t> compared_;  // entries, by ledger
  std::set<std::string> verdicts_;
};

}  // namespace tirek::settlement::model
