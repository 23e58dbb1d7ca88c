#include <doctest/doctest.h>

#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using access::Role;

v1::ListCapitationLinesRequest MonthRequest(const std::string& month) {
  v1::ListCapitationLinesRequest request;
  request.set_month(month);
  return request;
}

TEST_CASE("A run computes the month of all providers") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun run = october.Run("2026-10");
  CHECK(run.state() == v1::CAPITATION_RUN_STATE_COMPLETED);
  CHECK(run.failure() == "");
  CHECK(run.providers_total() == 2);
  CHECK(run.providers_done() == 2);
  CHECK(run.lines() == 5);
  // 2 × (10 × 5433.75 + 2716.88) + 20 × 5433.75: half a rate is rounded half up, once a line.
  CHECK(run.payable().minor_units() == 2 * (5'433'750 + 271'688) + 10'867'500);
  CHECK(run.payable().currency_code() == "KZT");
  CHECK(run.denied().minor_units() == 0);
  CHECK(run.result_hash().size() == 64);
  CHECK(run.has_end_time());

  const auto lines = october.Lines(MonthRequest("2026-10"));
  REQUIRE(lines.size() == 5);
  const v1::CapitationLine& attended = lines[0];
  CHECK(attended.run_id() == run.run_id());
  CHECK(attended.provider_id() == IdOf("prv", 1));
  CHECK(attended.contract_id() == IdOf("ctr", 1));
  CHECK(attended.placement_id() == IdOf("plc", 1));
  CHECK(attended.person_id() == IdOf("psn", 1));
  CHECK(attended.start_date().day() == 1);
  CHECK(attended.end_date().day() == 11);
  CHECK(attended.tariff_code() == "T-DAY");
  CHECK(attended.unit() == contracts::v1::SERVICE_UNIT_DAY);
  CHECK(attended.ground() == v1::LINE_GROUND_ATTENDED);
  CHECK(attended.quantity().value() == "10");
  CHECK(attended.days() == 10);
  CHECK(attended.amount().minor_units() == 5'433'750);
  CHECK(lines[1].ground() == v1::LINE_GROUND_PAID_ABSENCE);
  CHECK(lines[1].amount().minor_units() == 271'688);
  CHECK(lines[4].provider_id() == IdOf("prv", 2));
  CHECK(october.Verify().empty());
}

TEST_CASE("What is recorded after a run was made is in the next one") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun first = october.Run("2026-10");
  october.RecordAsOf("2026-11-03");
  october.Attend(3, 2, "2026-10-21", "2026-10-21");
  october.Correct(1, 1, "2026-10-10", "UNEXCUSED");
  october.clock.Set({kMorning.micros + 1 * kDay});
  const v1::CapitationRun second = october.Run("2026-10");
  CHECK(second.payable().minor_units() == first.payable().minor_units());
  CHECK(second.denied().minor_units() == 543'375);
  CHECK(second.result_hash() != first.result_hash());
  CHECK(october.Lines(MonthRequest("2026-10")).front().run_id() == second.run_id());
  CHECK(october.LinesOf(first.run_id()).size() == 5);
  CHECK(october.Verify().empty());  // the first run, too, as known at its time

  // Nothing new is known: another result, and the same.
  october.clock.Set({kMorning.micros + 2 * kDay});
  const v1::CapitationRun third = october.Run("2026-10");
  CHECK(third.run_id() != second.run_id());
  CHECK(third.result_hash() == second.result_hash());

  v1::ListCapitationRunsRequest request;
  request.set_month("2026-10");
  request.set_page_size(2);
  const auto page = october.house.Call(&Stub::ListCapitationRuns, Role::kMinistry, request);
  REQUIRE(page);
  REQUIRE(page->runs_size() == 2);
  CHECK(page->runs(0).run_id() == third.run_id());
  CHECK(page->runs(1).run_id() == second.run_id());
  request.set_page_token(page->next_page_token());
  const auto rest = october.house.Call(&Stub::ListCapitationRuns, Role::kMinistry, request);
  REQUIRE(rest);
  REQUIRE(rest->runs_size() == 1);
  CHECK(rest->runs(0).run_id() == first.run_id());
  CHECK(rest->next_page_token() == "");
}

TEST_CASE("A run reads the order as it was known, and a late tariff is in the next one") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun first = october.Run("2026-10");
  october.RecordAsOf("2026-11-03");
  october.AmendOrder(2, "2026-10-06", "6000.00");
  CHECK(october.Verify().empty());  // the first run again, as known at its time
  october.clock.Set({kMorning.micros + 1 * kDay});
  const v1::CapitationRun second = october.Run("2026-10");
  // From the 6th on: five of ten days of two children and their half day, fifteen of the third.
  const long long dearer = (600'000 - 543'375) * (2 * 5 + 15) + 2 * (300'000 - 271'688);
  CHECK(second.payable().minor_units() == first.payable().minor_units() + dearer);
  CHECK(october.LinesOf(second.run_id()).front().tariff_code() == "T-DAY");
  CHECK(october.Verify().empty());
}

TEST_CASE("A contract that an amendment ends does not pay the days after it") {
  SeededMonth october;
  october.AddOctober();
  october.RecordAsOf("2026-11-01");
  october.AmendContract(2, 2, 2, "2026-10-16", "day-care", "2026-10-16");
  const v1::CapitationRun run = october.Run("2026-10");
  CHECK(run.denied().minor_units() == 5 * 543'375);
  const auto lines = october.LinesOf(run.run_id());
  CHECK(lines.back().contract_id() == IdOf("ctr", 2));
  CHECK(lines.back().reason() == "OUTSIDE_CONTRACT");
  CHECK(october.Verify().empty());
}

TEST_CASE("A run that could not hold all attendance fails and names the placements") {
  SeededMonth october;
  october.AddOctober();
  october.AddPlacement(9, 2, "2026-10-01");
  october.Tamper("DELETE FROM contracts.contract WHERE provider_id = '" + IdOf("prv", 2) + "'");
  const v1::CapitationRun run = october.Run("2026-10");
  CHECK(run.state() == v1::CAPITATION_RUN_STATE_FAILED);
  CHECK(run.failure() ==
        "NO_CONTRACT: Placements with attendance have no contract for their service. count: 1."
        " placements: " +
            IdOf("plc", 3) + ".");
  CHECK(run.result_hash() == "");
  CHECK(october.LinesOf(run.run_id()).empty());
  CHECK(october.Verify().empty());
  // The month is free for another run.
  october.clock.Set({kMorning.micros + kDay});
  CHECK(october.Run("2026-10").state() == v1::CAPITATION_RUN_STATE_FAILED);
}

TEST_CASE("A month without attendance comes to nothing") {
  SeededMonth october;
  const v1::CapitationRun run = october.Run("2026-08");
  CHECK(run.state() == v1::CAPITATION_RUN_STATE_COMPLETED);
  CHECK(run.lines() == 0);
  CHECK(run.payable().minor_units() == 0);
  CHECK(october.Verify().empty());
}

TEST_CASE("What is wrong with a request for a run is named at once") {
  SeededMonth october;
  v1::CreateCapitationRunRequest request;
  request.set_month("2026-13");
  const auto refused = october.house.Call(&Stub::CreateCapitationRun, Role::kFinance, request);
  REQUIRE(!refused);
  CHECK(refused.error().reason == "INVALID_FIELDS");
  std::vector<std::string> reasons;
  for (const auto& violation : refused.error().violations) {
    reasons.push_back(violation.field + " " + violation.reason);
  }
  CHECK(reasons ==
        std::vector<std::string>{"request_id REQUEST_ID_INVALID", "month INVALID_MONTH"});

  const auto lines = october.house.Call(&Stub::ListCapitationLines, Role::kFinance,
                                        v1::ListCapitationLinesRequest());
  REQUIRE(!lines);
  CHECK(lines.error().violations.front().field == "month");
  CHECK(lines.error().violations.front().reason == "REQUIRED");

  v1::GetCapitationRunRequest get;
  get.set_run_id("run_1");
  const auto got = october.house.Call(&Stub::GetCapitationRun, Role::kFinance, get);
  REQUIRE(!got);
  CHECK(got.error().violations.front().reason == "INVALID_ID");
}

TEST_CASE("A run is made once for its request id, and not at all to validate") {
  SeededMonth october;
  october.AddOctober();
  v1::CreateCapitationRunRequest request;
  request.set_request_id("once");
  request.set_month("2026-10");
  request.set_validate_only(true);
  REQUIRE(october.house.Call(&Stub::CreateCapitationRun, Role::kFinance, request));
  CHECK(october.Count("SELECT count(*) FROM billing.capitation_run") == 0);

  request.set_validate_only(false);
  const auto made = october.house.Call(&Stub::CreateCapitationRun, Role::kFinance, request);
  REQUIRE(made);
  october.Ended(made->run().run_id());
  const auto again = october.house.Call(&Stub::CreateCapitationRun, Role::kFinance, request);
  REQUIRE(again);
  CHECK(again->SerializeAsString() == made->SerializeAsString());
  CHECK(october.Count("SELECT count(*) FROM billing.capitation_run") == 1);

  request.set_month("2026-09");
  const auto reused = october.house.Call(&Stub::CreateCapitationRun, Role::kFinance, request);
  REQUIRE(!reused);
  CHECK(reused.error().reason == "REQUEST_ID_REUSED");
}

TEST_CASE("An unknown run cannot be read or watched") {
  SeededMonth october;
  v1::GetCapitationRunRequest get;
  get.set_run_id(IdOf("run", 1));
  const auto got = october.house.Call(&Stub::GetCapitationRun, Role::kFinance, get);
  REQUIRE(!got);
  CHECK(got.error().reason == "RUN_NOT_FOUND");

  const struct {
    const char* run_id;
    const char* reason;
  } cases[] = {{"run_00000000000000000000000001", "RUN_NOT_FOUND"}, {"x", "INVALID_FIELDS"}};
  for (const auto& row : cases) {
    CAPTURE(row.run_id);
    v1::WatchCapitationRunRequest watch;
    watch.set_run_id(row.run_id);
    auto context = october.house.Context(Role::kFinance);
    Stub stub(october.house.Channel());
    const auto reader = stub.WatchCapitationRun(&context, watch);
    v1::WatchCapitationRunResponse response;
    CHECK(!reader->Read(&response));
    CHECK(rpc::FromStatus(reader->Finish()).reason == row.reason);
  }
}

}  // namespace
}  // namespace tirek::billing
