// kill -9 of the server in the middle of a run, of a posting, of a payment file, and between a
// commit and its answer: `tirek verify` finds nothing, the work goes on or is repeated with its
// request id, and the month comes to what it comes to undisturbed.
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/scenarios/faults/fault_house.h"
#include "tests/scenarios/pilot.h"

namespace tirek::test {
namespace {

constexpr const char* kKilled = "signal 9";
constexpr const char* kClean = "0 differences\n";
constexpr int kUnavailable = 6;

using Args = std::vector<std::string>;

nlohmann::json Read(FaultHouse& house, const std::string& actor, Args args) {
  args.insert(args.end(), {"-o", "json"});
  const Answer answer = house.desk().Type(actor, args);
  CAPTURE(answer.text);
  REQUIRE(answer.exit_code == 0);
  return nlohmann::json::parse(answer.text);
}

// The run's hash, once it is completed.
std::string HashOfRun(FaultHouse& house, const std::string& run_id) {
  const Answer watched = house.desk().Type("finance", {"capitation", "watch", run_id});
  CAPTURE(watched.text);
  REQUIRE(watched.exit_code == 0);
  const auto run = Read(house, "finance", {"capitation", "get", run_id}).at("run");
  REQUIRE(run.at("state") == "CAPITATION_RUN_STATE_COMPLETED");
  return run.at("result_hash");
}

std::string NewRun(FaultHouse& house, const std::string& request_id) {
  const Args args = {"capitation", "run", "--month", "2026-10", "--request-id", request_id};
  return Read(house, "finance", args).at("run").at("run_id");
}

TEST_CASE("A capitation run that is killed goes on where it was and comes to the same hash") {
  FaultHouse house;
  house.Start("capitation.group_open:1");  // nothing is written
  house.desk().Type("finance",
                    {"capitation", "run", "--month", "2026-10", "--request-id", "run-1"});
  CHECK(house.AwaitEnd() == kKilled);
  CHECK(house.Verify() == kClean);

  house.Start("capitation.group_written:1");  // taken up by itself: all is written, nothing said
  CHECK(house.AwaitEnd() == kKilled);
  CHECK(house.Verify() == kClean);

  house.Start();
  const std::string disturbed = NewRun(house, "run-1");
  const std::string hash = HashOfRun(house, disturbed);
  CHECK(hash.size() == 64);
  const std::string undisturbed = NewRun(house, "run-2");
  CHECK(undisturbed != disturbed);
  CHECK(HashOfRun(house, undisturbed) == hash);
  CHECK(house.Verify() == kClean);
}

// Types the pilot's next step, once into a server that dies there, and once more with the same
// request id after a restart.
void TakeStepTwice(FaultHouse& house, Pilot& pilot, const std::string& fault) {
  static int steps = 0;
  const std::string request_id = "again-" + std::to_string(++steps);
  Args args = pilot.next().args;
  args.insert(args.end(), {"--request-id", request_id});
  house.desk().TokenOf(pilot.next().actor);  // not in the server that is to die
  house.Signal(SIGTERM);
  REQUIRE(house.AwaitEnd() == "exit code 0");
  house.Start(fault);
  const Answer lost = house.desk().Type(pilot.next().actor, args);
  CAPTURE(lost.text);
  CHECK(lost.exit_code == kUnavailable);
  CHECK(lost.text.find("--request-id " + request_id) != std::string::npos);
  CHECK(house.AwaitEnd() == kKilled);
  CHECK(house.Verify() == kClean);

  house.Start();
  const Answer repeated = house.desk().Type(pilot.next().actor, args);
  CAPTURE(repeated.text);
  CHECK(repeated.exit_code == 0);
  pilot.Skip();
}

TEST_CASE("A claim whose posting is killed is posted once when the request is repeated") {
  FaultHouse house;
  house.Start();
  Pilot pilot(house.desk());
  while (pilot.next().args.front() != "capitation") pilot.Skip();
  pilot.CarryUntil("claim adjudicate");
  TakeStepTwice(house, pilot, "claim.posted:1");
  const Args of_home = {"ledger", "entries", "--provider-id", "230840990018"};
  CHECK(Read(house, "finance", of_home).at("entries").size() == 1);
  // The second claim: committed, and the answer never sent.
  TakeStepTwice(house, pilot, "call.committed:1");
  const Args of_second = {"ledger", "entries", "--provider-id", "051240990020"};
  CHECK(Read(house, "finance", of_second).at("entries").size() == 1);

  pilot.CarryUntil("payment-run export");
  TakeStepTwice(house, pilot, "payment.exported:1");
  CHECK(Read(house, "finance", of_home).at("entries").size() == 2);

  pilot.CarryToEnd();
  for (const std::string& difference : pilot.Differences()) CHECK(difference == "");
  CHECK(house.Verify() == kClean);
}

TEST_CASE(
    "From the payment run to the close, what is killed before or after its commit is done once") {
  FaultHouse house;
  house.Start();
  Pilot pilot(house.desk());
  while (pilot.next().args.front() != "capitation") pilot.Skip();
  pilot.CarryUntil("payment-run create");
  while (!pilot.done()) {
    const Args& args = pilot.next().args;
    const bool writes =
        args[1] == "create" || args[1] == "approve" || args[1] == "import" || args[1] == "close";
    if (!writes) {
      pilot.Take();
      continue;
    }
    CAPTURE(args[0]);
    CAPTURE(args[1]);
    const bool torn = args[1] == "import" || args[1] == "close";
    TakeStepTwice(house, pilot, torn ? "call.written:1" : "call.committed:1");
  }
  for (const std::string& difference : pilot.Differences()) CHECK(difference == "");
  CHECK(house.Verify() == kClean);
}

TEST_CASE("A batch that is killed before or after its commit is posted once") {
  const std::string file =
      (std::filesystem::temp_directory_path() / ("post-" + std::to_string(getpid()))).string();
  std::ofstream(file) << R"([
    {"command_id": "in-1", "payer": true, "linked": true, "post": {"effective_date":
      {"year": 2026, "month": 11, "day": 2}, "postings": [
        {"account": "BANK", "amount": {"currency_code": "KZT", "minor_units": "500"}},
        {"account": "SUSPENSE", "amount": {"currency_code": "KZT", "minor_units": "-500"}}]}},
    {"command_id": "hold-1", "payer": true, "reserve": {"debit_account": "SUSPENSE",
      "credit_account": "BANK", "amount": {"currency_code": "KZT", "minor_units": "200"},
      "effective_date": {"year": 2026, "month": 11, "day": 2}}}])";
  const Args post = {"ledger", "post", "--from", file, "--request-id", "post-1"};
  FaultHouse house;
  for (const char* fault : {"ledger.written:1", "ledger.committed:1"}) {
    CAPTURE(fault);
    house.Start(fault);
    CHECK(house.desk().Type("finance", post).exit_code == kUnavailable);
    CHECK(house.AwaitEnd() == kKilled);
    CHECK(house.Verify() == kClean);
  }
  house.Start();
  const auto answers = Read(house, "finance", post).at("answers");
  REQUIRE(answers.size() == 2);
  CHECK(answers.at(0).at("verdict") == "LEDGER_VERDICT_DONE");
  CHECK(answers.at(1).at("verdict") == "LEDGER_VERDICT_DONE");
  CHECK(Read(house, "finance", {"ledger", "entries", "--payer"}).at("entries").size() == 1);
  CHECK(Read(house, "finance", {"ledger", "reservations", "--payer"}).at("reservations").size() ==
        1);
  CHECK(house.Verify() == kClean);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace tirek::test
