// kill -9 of the server while adjustments are posted: each provider's stand as a whole or not at
// all, and the same request goes on where it was.
#include <csignal>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/scenarios/faults/fault_house.h"
#include "tests/scenarios/pilot.h"

namespace tirek::test {
namespace {

constexpr const char* kClean = "0 differences\n";
using Args = std::vector<std::string>;

nlohmann::json Read(FaultHouse& house, const std::string& actor, Args args) {
  args.insert(args.end(), {"-o", "json"});
  const Answer answer = house.desk().Type(actor, args);
  CAPTURE(answer.text);
  REQUIRE(answer.exit_code == 0);
  return nlohmann::json::parse(answer.text);
}

// October billed; then a death in the centre, and another tariff of the psychologist.
void BillAndRecordLate(FaultHouse& house) {
  Pilot pilot(house.desk());
  while (pilot.next().args.front() != "capitation") pilot.Skip();
  pilot.CarryUntil("payment-run create");
  const auto placed =
      Read(house, "curator", {"placement", "list", "--provider-id", "051240990020"});
  const std::string placement_id = placed.at("placements").at(0).at("placement_id");
  Read(house, "curator", {"placement", "end", placement_id, "--end-date", "2026-10-12"});
  Read(house, "ministry",
       {"order", "amend", "GSZ-KRG-2026", "--from", "tests/scenarios/input/late-order.json",
        "--effective-date", "2026-10-20", "--source-act", "Decree No. 9"});
}

TEST_CASE("Adjustments that are killed between two providers are posted once when repeated") {
  const Args post = {"retro", "post", "--choice", "net-in-month", "--request-id", "late"};
  for (const char* fault : {"retro.adjustment_open:1", "retro.adjustment_posted:1"}) {
    CAPTURE(fault);
    FaultHouse house;
    house.Start();
    BillAndRecordLate(house);
    house.Signal(SIGTERM);
    REQUIRE(house.AwaitEnd() == "exit code 0");
    house.Start(fault);
    house.desk().Type("finance", post);
    CHECK(house.AwaitEnd() == "signal 9");
    CHECK(house.Verify() == kClean);

    house.Start();
    const auto posted = Read(house, "finance", post);
    CHECK(posted.at("adjustments").size() == 2);
    CHECK(Read(house, "finance", {"retro", "list"}).at("adjustments").size() == 2);
    CHECK(Read(house, "finance", {"retro", "find"}).at("lines") == 0);
    CHECK(house.Verify() == kClean);
  }
}

}  // namespace
}  // namespace tirek::test
