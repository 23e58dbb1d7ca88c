// A payment run of a part of what waits: by due date, by order, by provider.
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

v1::CreatePaymentRunRequest October() {
  v1::CreatePaymentRunRequest request;
  request.set_month("2026-10");
  *request.mutable_execution_date() = Day(2026, 11, 3);
  return request;
}

TEST_CASE("a run takes what is due by a day, and the next one what is due later") {
  SettlementHouse house;
  const std::string early = house.AddClaim({"GSZ-KRG-001", 100, 0});
  house.AddClaim({"GSZ-KRG-002", 20, 0});
  house.sql() << "UPDATE billing.claim SET due_date = date '2026-11-20' WHERE claim_id = '" +
                     early + "'";
  auto request = October();
  *request.mutable_due_by() = Day(2026, 11, 19);
  CHECK(house.Write(&Stub::CreatePaymentRun, request).error().reason == "NOTHING_TO_PAY");
  *request.mutable_due_by() = Day(2026, 11, 20);
  auto dry = request;
  dry.set_validate_only(true);
  const auto preview = Must(house.Write(&Stub::CreatePaymentRun, dry)).payment_run();
  const auto run = Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run();
  CHECK(run.total().minor_units() == 100);
  CHECK(preview.total().minor_units() == 100);
  CHECK(run.due_by().day() == 20);
  request.clear_due_by();
  const auto rest = Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run();
  CHECK(rest.total().minor_units() == 20);
  CHECK_FALSE(rest.has_due_by());
  CHECK(house.Verify().empty());
}

TEST_CASE("an adjustment is due the contract's days after the day it was made") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 100, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 7, 0});
  // 21:00 of 4 November in UTC is the 5th here; the contract pays within 15 days.
  house.sql() << "SET session_replication_role = replica";
  house.sql() << "UPDATE billing.adjustment SET create_time = '2026-11-04T21:00:00Z'";
  house.sql() << "SET session_replication_role = origin";
  int days = 0;
  house.sql()
      << "SELECT min(payment_due_days) FROM contracts.contract WHERE number = 'GSZ-KRG-001'",
      soci::into(days);
  REQUIRE(days == 15);
  house.sql() << "UPDATE billing.claim SET due_date = date '2026-12-31'";
  auto request = October();
  *request.mutable_due_by() = Day(2026, 11, 19);
  CHECK(house.Write(&Stub::CreatePaymentRun, request).error().reason == "NOTHING_TO_PAY");
  *request.mutable_due_by() = Day(2026, 11, 20);
  CHECK(Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run().total().minor_units() ==
        7);
}

TEST_CASE("a run pays one provider, or the contracts of one order, and says so") {
  SettlementHouse house;
  house.AddPilotClaims();
  auto request = October();
  request.set_provider_id(house.provider_of("GSZ-KRG-002"));
  const auto one = Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run();
  CHECK(one.orders() == 1);
  CHECK(one.total().minor_units() == 61'587'890);
  CHECK(one.provider_id() == house.provider_of("GSZ-KRG-002"));
  CHECK(house.Write(&Stub::CreatePaymentRun, request).error().reason == "NOTHING_TO_PAY");

  std::string order_id;
  house.sql() << "SELECT order_id FROM contracts.state_order", soci::into(order_id);
  request.clear_provider_id();
  request.set_order_id("ord_00000000000000000000000000");
  CHECK(house.Write(&Stub::CreatePaymentRun, request).error().reason == "NOTHING_TO_PAY");
  request.set_order_id(order_id);
  const auto rest = Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run();
  CHECK(rest.orders() == 4);
  CHECK(rest.order_id() == order_id);
  CHECK(house.Verify().empty());
}

TEST_CASE("a run pays what is posted with one budget code or source, and its orders carry both") {
  SettlementHouse house;
  house.AddClaim({"GSZ-KRG-001", 100, 0, "451-136", "REGION"});
  house.AddClaim({"GSZ-KRG-002", 20, 0, "451-137", "REGION"});
  house.AddClaim({"GSZ-KRG-003", 3, 0});
  auto request = October();
  request.set_budget_code("451-138");
  CHECK(house.Write(&Stub::CreatePaymentRun, request).error().reason == "NOTHING_TO_PAY");
  request.set_budget_code("451-137");
  auto dry = request;
  dry.set_validate_only(true);
  CHECK(Must(house.Write(&Stub::CreatePaymentRun, dry)).payment_run().total().minor_units() == 20);
  const auto by_code = Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run();
  CHECK(by_code.total().minor_units() == 20);
  CHECK(by_code.budget_code() == "451-137");
  request.clear_budget_code();
  request.set_funding_source("REGION");
  const auto by_source = Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run();
  CHECK(by_source.total().minor_units() == 100);
  CHECK(by_source.funding_source() == "REGION");
  request.clear_funding_source();
  CHECK(Must(house.Write(&Stub::CreatePaymentRun, request)).payment_run().total().minor_units() ==
        3);
  const auto orders = Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest()));
  CHECK(orders.payment_orders(0).budget_code() == "451-136");
  CHECK(orders.payment_orders(0).funding_source() == "REGION");
  CHECK(orders.payment_orders(2).budget_code().empty());
  Must(house.Approve(by_code.payment_run_id()));
  const auto file = Must(house.Export(by_code.payment_run_id()));
  CHECK(file.file().find("GSZ-KRG-002, КБК 451-137") != std::string::npos);
  int with_code = 0;
  house.sql() << "SELECT count(*)::int FROM settlement.posting WHERE budget_code = '451-137'"
                 " AND funding_source = 'REGION' AND account = 'BANK_CLEARING'",
      soci::into(with_code);
  CHECK(with_code == 1);
  CHECK(house.Verify().empty());
}

TEST_CASE("what cannot select anything is refused field by field") {
  SettlementHouse house;
  auto request = October();
  *request.mutable_due_by() = Day(2026, 13, 1);
  request.set_order_id("GSZ");
  request.set_provider_id("clm_00000000000000000000000000");
  request.set_budget_code("451/136");
  request.set_funding_source(std::string(65, 'R'));
  CHECK(Refusals(house.Write(&Stub::CreatePaymentRun, request)) ==
        std::vector<std::string>{"due_by INVALID_DATE", "order_id INVALID_ID",
                                 "provider_id INVALID_ID", "budget_code CODE_INVALID",
                                 "funding_source TEXT_INVALID"});
}

}  // namespace
}  // namespace tirek::settlement
