// A payee whose account changed after the approval: that payment is held, the others go.
#include <algorithm>

#include "tests/services/settlement/settlement_house.h"

namespace tirek::settlement {
namespace {

constexpr const char* kOther = "KZ88601TEST000000999";

std::string ApprovedRun(SettlementHouse& house) {
  std::string run_id = Must(house.CreateRun()).payment_run().payment_run_id();
  Must(house.Approve(run_id));
  return run_id;
}

v1::ListPaymentOrdersResponse OrdersOf(SettlementHouse& house, const std::string& run_id) {
  v1::ListPaymentOrdersRequest request;
  request.set_payment_run_id(run_id);
  return Must(house.Call(&Stub::ListPaymentOrders, request));
}

std::string Between(const std::string& text, const std::string& open, const std::string& close) {
  const std::size_t from = text.find(open) + open.size();
  return text.substr(from, text.find(close, from) - from);
}

TEST_CASE("the payment of a changed account is held, the others are exported and posted") {
  SettlementHouse house;
  house.AddPilotClaims();
  const std::string run_id = ApprovedRun(house);
  house.MoveAccount("GSZ-KRG-004", kOther);
  const auto file = Must(house.Export(run_id));
  CHECK(file.orders() == 4);
  CHECK(file.total().minor_units() == 222'283'755);
  CHECK(file.held_orders() == 1);
  CHECK(file.held_total().minor_units() == 36'803'507);
  CHECK(Between(file.file(), "<NbOfTxs>", "<") == "4");
  CHECK(Between(file.file(), "<CtrlSum>", "<") == "2222837.55");
  CHECK(file.file().find("GSZ-KRG-004") == std::string::npos);
  CHECK(house.Count("settlement.entry") == 9);  // five claims, four payments
  const auto orders = OrdersOf(house, run_id);
  for (const auto& order : orders.payment_orders()) {
    const bool held = order.end_to_end_id() == "TRK-202610-GSZ-KRG-004";
    CHECK(order.state() == (held ? v1::PAYMENT_ORDER_STATE_HELD : v1::PAYMENT_ORDER_STATE_SENT));
    CHECK(order.held_reason() == (held ? "BANK_DETAILS_CHANGED" : ""));
  }
  CHECK(Must(house.Export(run_id)).SerializeAsString() == file.SerializeAsString());
  CHECK(house.Verify().empty());
}

TEST_CASE("what is held is paid by the next run, to the new account and after its own approval") {
  SettlementHouse house;
  house.AddPilotClaims();
  const std::string first = ApprovedRun(house);
  house.MoveAccount("GSZ-KRG-004", kOther);
  Must(house.Export(first));
  const auto second = Must(house.CreateRun()).payment_run();
  CHECK(second.state() == v1::PAYMENT_RUN_STATE_DRAFT);
  CHECK(second.total().minor_units() == 36'803'507);
  const auto orders = OrdersOf(house, second.payment_run_id());
  REQUIRE(orders.payment_orders_size() == 1);
  CHECK(orders.payment_orders(0).end_to_end_id() == "TRK-202610-GSZ-KRG-004-2");
  CHECK(orders.payment_orders(0).iban() == kOther);
  Must(house.Approve(second.payment_run_id()));
  Must(house.Export(second.payment_run_id()));
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.Verify().empty());
}

TEST_CASE("a held payment is in no figure of the tie-out, and the month does not close over it") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.MoveAccount("GSZ-KRG-005", "KZ18601TEST000000998");
  house.MoveAccount("GSZ-KRG-005", "KZ67563TEST000000105");  // as it was: nothing is held for that
  const std::string run_id = ApprovedRun(house);
  house.MoveAccount("GSZ-KRG-004", kOther);
  Must(house.Export(run_id));
  v1::ListTieOutsRequest request;
  request.set_month("2026-10");
  const auto listed = Must(house.Call(&Stub::ListTieOuts, request));
  for (const auto& tie_out : listed.tie_outs()) {
    const bool held = tie_out.provider_id() == house.provider_of("GSZ-KRG-004");
    CHECK(tie_out.accrued().minor_units() > 0);
    CHECK(tie_out.in_payment_file().minor_units() == (held ? 0 : tie_out.accrued().minor_units()));
  }
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  const auto refusals = Refusals(house.Write(&Stub::ClosePeriod, close));
  CHECK(std::count_if(refusals.begin(), refusals.end(), [](const std::string& refusal) {
          return refusal.ends_with(" CLAIM_NOT_ORDERED");
        }) == 1);
}

TEST_CASE("what was taken off a held payment is owed back as before") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 300});
  house.AddClaim({"GSZ-KRG-002", 500, 0});
  const std::string run_id = ApprovedRun(house);
  house.MoveAccount("GSZ-KRG-001", kOther);
  const auto file = Must(house.Export(run_id));
  CHECK(file.held_total().minor_units() == 9'700);
  CHECK(file.total().minor_units() == 500);
  const std::string next = house.SendRun();
  const auto orders = OrdersOf(house, next);
  REQUIRE(orders.payment_orders_size() == 1);
  CHECK(orders.payment_orders(0).amount().minor_units() == 9'700);
  CHECK(orders.payment_orders(0).netted().minor_units() == 300);
  CHECK(house.Verify().empty());
}

TEST_CASE("an order that is taken off whole goes to no account, and is not held") {
  SettlementHouse house;
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 300, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 300});
  house.AddClaim({"GSZ-KRG-002", 500, 0});
  const std::string run_id = ApprovedRun(house);
  house.MoveAccount("GSZ-KRG-001", kOther);
  house.MoveAccount("GSZ-KRG-002", "KZ18601TEST000000998");
  const auto file = Must(house.Export(run_id));
  CHECK(file.file().empty());
  CHECK(file.held_orders() == 1);
  CHECK(file.total().minor_units() == 0);
  CHECK(OrdersOf(house, run_id).payment_orders(0).state() == v1::PAYMENT_ORDER_STATE_NETTED);
  CHECK(house.Verify().empty());
}

TEST_CASE("a run of which every payment would be held is not exported, and can be cancelled") {
  SettlementHouse house;
  house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  const std::string run_id = ApprovedRun(house);
  house.MoveAccount("GSZ-KRG-001", kOther);
  const auto refused = house.Export(run_id);
  CHECK(refused.error().reason == "BANK_DETAILS_CHANGED");
  CHECK(refused.error().metadata.at("payments") == "TRK-202610-GSZ-KRG-001");
  CHECK(house.Count("settlement.payment_file") == 0);
  v1::CancelPaymentRunRequest cancel;
  cancel.set_payment_run_id(run_id);
  cancel.set_reason("the account changed");
  Must(house.Write(&Stub::CancelPaymentRun, cancel));
  house.SendRun();
  CHECK(house.Verify().empty());
}

TEST_CASE("verify finds a payment that is held by a stroke of the pen") {
  SettlementHouse house;
  house.AddPilotClaims();
  house.SendRun();
  house.sql() << "SET session_replication_role = replica";
  house.sql() << "UPDATE settlement.payment_order SET state = 'HELD', held_reason = 'x'"
                 " WHERE end_to_end_id = 'TRK-202610-GSZ-KRG-004'";
  house.sql() << "SET session_replication_role = origin";
  const auto found = house.Verify();
  CHECK(std::any_of(found.begin(), found.end(), [](const std::string& sentence) {
    return sentence.find("says 0 held orders of 0 minor units, it has 1 of 36803507") !=
           std::string::npos;
  }));
}

}  // namespace
}  // namespace tirek::settlement
