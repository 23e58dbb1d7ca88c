// What adjustments make payable is paid, and what they have owed back is taken off, through the
// door.
#include <algorithm>
#include <string>
#include <vector>

#include "core/money/money.h"
#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

// "TRK-202610-GSZ-KRG-001 claim 100.00 - 30.00 = 70.00 DRAFT (ADJ-2026-10-1 30.00)".
std::vector<std::string> Orders(SettlementHouse& house, const std::string& token = "") {
  const auto amount = [](const common::v1::Money& money) {
    return Money::FromMinor(money.minor_units(), kTenge).AmountText();
  };
  const v1::ListPaymentOrdersRequest request;
  const auto listed = Must(token.empty() ? house.Call(&Stub::ListPaymentOrders, request)
                                         : house.Call(&Stub::ListPaymentOrders, request, token));
  std::vector<std::string> orders;
  for (const v1::PaymentOrder& order : listed.payment_orders()) {
    std::string text = order.end_to_end_id() + (order.claim_id().empty() ? " adj " : " claim ") +
                       amount(order.document()) + " - " + amount(order.netted()) + " = " +
                       amount(order.amount()) + " " +
                       v1::PaymentOrderState_Name(order.state()).substr(20);
    for (const v1::Netting& netting : order.nettings()) {
      text += " (" + netting.adjustment_number() + " " + amount(netting.amount()) + ")";
    }
    orders.push_back(text);
  }
  return orders;
}

v1::TieOut TieOutOf(SettlementHouse& house) {
  v1::ListTieOutsRequest request;
  request.set_month("2026-10");
  const auto tie_outs = Must(house.Call(&Stub::ListTieOuts, request));
  REQUIRE(tie_outs.tie_outs_size() == 1);
  return tie_outs.tie_outs(0);
}

TEST_CASE("an adjustment that owes more is paid by an order of its own, once") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  const std::string adjustment = house.AddAdjustment(claim, {"GSZ-KRG-001", 700, 0});
  const std::string run = house.SendRun();
  CHECK(Orders(house) ==
        std::vector<std::string>{"TRK-202610-GSZ-KRG-001 claim 100.00 - 0.00 = 100.00 SENT",
                                 "TRK-202610-GSZ-KRG-001-2 adj 7.00 - 0.00 = 7.00 SENT"});
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  const auto file = Must(house.Export(run));
  CHECK(file.file().find("<CtrlSum>107.00</CtrlSum>") != std::string::npos);
  CHECK(file.file().find("Корректировка ADJ-2026-10-1") != std::string::npos);
  CHECK(house.Verify().empty());
}

TEST_CASE("what is owed back is taken off the contract's orders, oldest first, and shows in each") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddClaim({"GSZ-KRG-002", 5'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 1'000, "20"});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 9'500});
  const auto run = Must(house.CreateRun()).payment_run();
  CHECK(run.total().minor_units() == 5'000);
  const std::vector<std::string> expected = {
      "TRK-202610-GSZ-KRG-001 claim 100.00 - 100.00 = 0.00 DRAFT (ADJ-2026-10-1 10.00)"
      " (ADJ-2026-10-2 90.00)",
      "TRK-202610-GSZ-KRG-002 claim 50.00 - 0.00 = 50.00 DRAFT"};
  CHECK(Orders(house) == expected);
  CHECK(Orders(house, house.provider_token("GSZ-KRG-001")) ==
        std::vector<std::string>{expected.front()});
  Must(house.Approve(run.payment_run_id()));
  const auto file = Must(house.Export(run.payment_run_id()));
  CHECK(file.file().find("<NbOfTxs>1</NbOfTxs>") != std::string::npos);
  CHECK(Orders(house).front().find("= 0.00 NETTED") != std::string::npos);
  CHECK(house.Verify().empty());
}

TEST_CASE("an instalment takes its percentage, and the next payment goes on where it stopped") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'001, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 2'500, "20"});
  house.SendRun();
  house.AddAdjustment(claim, {"GSZ-KRG-001", 9'000, 0});
  house.SendRun();
  CHECK(Orders(house) ==
        std::vector<std::string>{
            "TRK-202610-GSZ-KRG-001 claim 100.01 - 20.00 = 80.01 SENT (ADJ-2026-10-1 20.00)",
            "TRK-202610-GSZ-KRG-001-2 adj 90.00 - 5.00 = 85.00 SENT (ADJ-2026-10-1 5.00)"});
  CHECK(house.Verify().empty());
}

TEST_CASE("a run of which nothing is left to be paid is posted and goes to no bank") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 10'000});
  const std::string run = house.SendRun();
  const auto file = Must(house.Export(run));
  CHECK(file.file().empty());
  CHECK(file.file_name().empty());
  CHECK(house.Count("settlement.payment_file") == 0);
  const v1::TieOut tie_out = TieOutOf(house);
  CHECK(tie_out.tied());
  CHECK(tie_out.netted().minor_units() == 10'000);
  CHECK(tie_out.in_payment_file().minor_units() == 0);
  CHECK(house.Verify().empty());
}

TEST_CASE("a month ties out with what adjustments add to it and take off") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 700, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 300});
  house.SendRun();
  const v1::TieOut tie_out = TieOutOf(house);
  CHECK(tie_out.evidence().minor_units() == 10'400);
  CHECK(tie_out.owed_back().minor_units() == 300);
  CHECK(tie_out.accrued().minor_units() == 10'700);
  CHECK(tie_out.posted().minor_units() == 10'700);
  CHECK(tie_out.netted().minor_units() == 300);
  CHECK(tie_out.in_payment_file().minor_units() == 10'400);
  CHECK(tie_out.difference().minor_units() == 10'400);  // on no statement yet
  CHECK_FALSE(tie_out.tied());
}

TEST_CASE("a month does not close before what adjustments make payable is ordered") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.SendRun();
  const std::string adjustment = house.AddAdjustment(claim, {"GSZ-KRG-001", 700, 0});
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  const auto refusals = Refusals(house.Write(&Stub::ClosePeriod, close));
  CHECK(std::count(refusals.begin(), refusals.end(), adjustment + " ADJUSTMENT_NOT_ORDERED") == 1);
}

TEST_CASE("verification names what was taken off without being owed") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 300});
  house.SendRun();
  house.sql() << "SET session_replication_role = replica";
  house.sql() << "UPDATE settlement.netting SET amount_minor = 301";
  house.sql() << "SET session_replication_role = origin";
  const auto differences = house.Verify();
  REQUIRE(differences.size() == 2);
  CHECK(differences[0].find("301 minor units are taken off for adjustment") != std::string::npos);
  CHECK(differences[1].find("says that 300 minor units are taken off, its nettings come to 301") !=
        std::string::npos);
}

}  // namespace
}  // namespace tirek::settlement
