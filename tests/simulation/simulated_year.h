// A year, month after month: persons attend, days are corrected late, months are computed, claimed,
// adjudicated, adjusted, paid, found on the bank's statement, and closed. The facts stand where the
// other services publish them; billing and settlement are real, behind their doors.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "core/calendar/month.h"
#include "tests/services/billing/retro_house.h"
#include "tirek/settlement/v1/settlement.grpc.pb.h"

namespace tirek::simulation {

class SimulatedYear {
 public:
  explicit SimulatedYear(std::uint64_t seed);

  void Carry(int month);
  // What must always hold; ends the test where it does not.
  void CheckInvariants();
  // The months that were closed stand as they did when they were closed.
  void CheckClosedMonths();
  std::string Journal(settlement::v1::JournalFormat format);
  // Lines "<ledger>:<account> <balance>" of all ledgers, as of the end of a day when there is one.
  std::vector<std::string> Balances(const std::string& as_of = "");

  // How often each thing came to pass: what never does is not tested.
  const std::map<std::string, int>& events() const { return events_; }

 private:
  using Stub = settlement::v1::SettlementService::Stub;

  bool OneIn(int chances) { return random_() % static_cast<unsigned>(chances) == 0; }
  int Below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }
  void Attend(const Month& month);
  void CorrectLate();
  void Bill(const Month& month);
  void Adjust();
  // A token of somebody else than who makes the run.
  std::string SecondSignature();
  void Pay(const Month& month);
  void ImportStatement(const Month& month);
  void Close(const Month& month);
  template <typename Method, typename Request>
  auto Write(Method method, Request request, const std::string& token) {
    request.set_request_id(house_.NewRequestId());
    return money_.Call(method, token, request);
  }

  std::mt19937_64 random_;
  billing::RetroHouse house_;
  test::TestHouse money_;
  std::string finance_;
  std::vector<std::pair<int, std::string>> attended_;  // placement and day, not corrected yet
  long long bank_minor_ = 100'000'000'000;
  std::map<std::string, long long> paid_;  // by the bank, by provider; "PAYER": come from nobody
  std::map<std::string, std::vector<std::string>> closed_;  // balances by the month's last day
  std::map<std::string, int> events_;
};

}  // namespace tirek::simulation
