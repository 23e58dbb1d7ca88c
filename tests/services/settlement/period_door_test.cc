// The close of a month: what hangs is listed, what is broken is named, and nothing follows.
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

Result<v1::ClosePeriodResponse> Close(SettlementHouse& house, const std::string& month,
                                      bool dry_run = false) {
  v1::ClosePeriodRequest request;
  request.set_month(month);
  request.set_validate_only(dry_run);
  return house.Write(&Stub::ClosePeriod, request);
}

TEST_CASE("a month does not close while documents hang, and every one of them is listed") {
  SettlementHouse house;
  house.sql() << "INSERT INTO billing.capitation_run (run_id, month, known_at, state,"
                 " currency_code, create_time) VALUES ('run_9', '2026-10', now(), 'RUNNING',"
                 " 'KZT', now())";
  const std::string submitted = house.AddSubmittedClaim({"GSZ-KRG-001", 100, 0});
  const std::string adjudicated = house.AddClaim({"GSZ-KRG-002", 100, 0});
  CHECK(Refusals(Close(house, "2026-10")) ==
        std::vector<std::string>{"run_9 CAPITATION_RUNNING", submitted + " CLAIM_NOT_ADJUDICATED",
                                 adjudicated + " CLAIM_NOT_ORDERED"});
  const std::string run_id = Must(house.CreateRun()).payment_run().payment_run_id();
  CHECK(Refusals(Close(house, "2026-10")).back() == run_id + " PAYMENT_RUN_NOT_SENT");
  Must(house.Approve(run_id));
  Must(house.Export(run_id));
  const auto refused = Close(house, "2026-10");
  CHECK(Refusals(refused).back() == "TRK-202610-GSZ-KRG-002 PAYMENT_NOT_ON_STATEMENT");
  CHECK(refused.error().reason == "PERIOD_HAS_OPEN_DOCUMENTS");
  CHECK(refused.error().kind == ErrorKind::kPrecondition);
  CHECK(refused.error().metadata.at("documents") == "3");
}

TEST_CASE("a month does not close over what was computed and not claimed") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  Must(house.Import(PilotFile("bank-statement.txt")));
  // A line under a contract whose October nobody claims, of a provider that claims another.
  house.sql() << "INSERT INTO billing.capitation_line SELECT provider_id, run_id, 'plc_1',"
                 " date '2026-10-01', date '2026-10-02', 'lin_1', 'ctr_unclaimed', 'per_1',"
                 " '{2026-10-01}', 'T', 'DAY', '{}', '', 'ATTENDED', '', 1, 'PAYABLE', '', '', 1,"
                 " 100, 0, 'KZT', '' FROM billing.capitation_partition LIMIT 1";
  CHECK(Refusals(Close(house, "2026-10")) ==
        std::vector<std::string>{"ctr_unclaimed EVIDENCE_NOT_CLAIMED"});
}

TEST_CASE("the pilot's month closes with its two breaks named, and nothing posts into it after") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  Must(house.Import(PilotFile("bank-statement.txt")));
  CHECK(Must(Close(house, "2026-10", true)).breaks_size() == 2);
  const auto closed = Must(Close(house, "2026-10"));
  CHECK(closed.period().state() == v1::PERIOD_STATE_CLOSED);
  CHECK(closed.period().closed_by() == "finance");
  CHECK(closed.period().breaks() == 2);
  REQUIRE(closed.breaks_size() == 2);
  CHECK(Close(house, "2026-10").error().reason == "PERIOD_CLOSED");

  const auto periods =
      Must(house.Call(&Stub::ListPeriods, v1::ListPeriodsRequest(), Role::kAuditor));
  REQUIRE(periods.periods_size() == 2);  // payments and statement are November's
  CHECK(periods.periods(0).month() == "2026-11");
  CHECK(periods.periods(0).state() == v1::PERIOD_STATE_OPEN);
  CHECK(periods.periods(1).SerializeAsString() == closed.period().SerializeAsString());
  CHECK(house.Verify() == std::vector<std::string>{});
}

TEST_CASE("a statement of a closed month is refused and stores nothing") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  house.clock().Set({1'796'428'800'000'000});  // 5 December 2026
  Must(Close(house, "2026-11"));
  const auto refused = house.Import(PilotFile("bank-statement.txt"));
  CHECK(refused.error().reason == "PERIOD_CLOSED");
  CHECK(refused.error().metadata.at("month") == "2026-11");
  CHECK(house.Count("settlement.bank_statement") == 0);
}

TEST_CASE("a month that is not over does not close") {
  SettlementHouse house;
  CHECK(Refusals(Close(house, "2026")) == std::vector<std::string>{"month INVALID_MONTH"});
  CHECK(Close(house, "2026-11").error().reason == "PERIOD_NOT_OVER");
  house.clock().Set({1'796'065'199'000'000});  // a second before midnight of 30 November
  CHECK(Close(house, "2026-11").error().reason == "PERIOD_NOT_OVER");
  house.clock().Set({1'796'065'200'000'000});
  CHECK(Must(Close(house, "2026-11")).period().breaks() == 0);
}

}  // namespace
}  // namespace tirek::settlement
