// Advances through the door: asked for, approved, paid, taken off, come back, owed back.
#include "tests/services/settlement/advance_desk.h"
#include "tests/services/settlement/pilot_month.h"

namespace tirek::settlement {
namespace {

const CivilDate kFourth = kThird + 1;

// The payment orders, each "TRK-202610-GSZ-KRG-001 100.00 - 50.00 = 50.00 SENT (ADV-… 50.00)".
Texts Orders(SettlementHouse& house) {
  Texts texts;
  const auto listed = Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest()));
  for (const v1::PaymentOrder& order : listed.payment_orders()) {
    std::string text = order.end_to_end_id().substr(19) + " " + Text(order.document()) + " - " +
                       Text(order.netted()) + " = " + Text(order.amount()) + " " +
                       v1::PaymentOrderState_Name(order.state()).substr(20);
    for (const v1::Netting& netting : order.nettings()) {
      text += " (" + netting.adjustment_number() + netting.advance_number() + " " +
              netting.account() + " " + Text(netting.amount()) + ")";
    }
    texts.push_back(text);
  }
  return texts;
}

Texts Accounts(SettlementHouse& house) {
  Texts texts;
  for (const char* account : {"PAYABLE", "BANK_CLEARING", "ADVANCE", "RECEIVABLE"}) {
    texts.push_back(std::string(account) + " " +
                    Balance(house, house.provider_of("GSZ-KRG-001"), account));
  }
  return texts;
}

// An advance that the bank has paid on 3 November; its id.
std::string PaidAdvance(SettlementHouse& house, const v1::RequestAdvanceRequest& wanted) {
  std::string id = Advanced(house, wanted);
  house.SendRun();
  Must(house.Import(BankDay(kThird, {Paid(1, wanted.amount().minor_units())})));
  return id;
}

TEST_CASE("an advance goes from one of finance to another, to the bank, and off the next claim") {
  SettlementHouse house;
  auto wanted = WantedAdvance(house, 6'000);
  wanted.set_funding_source("REGION");
  wanted.set_budget_code("451-136");
  const auto asked = Must(house.Write(&Advances::RequestAdvance, wanted)).advance();
  CHECK(asked.advance_number() == "ADV-2026-10-1");
  CHECK(asked.provider_id() == house.provider_of("GSZ-KRG-001"));
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");  // nobody approved it
  Must(ApproveAdvance(house, asked.advance_id()));
  CHECK(ListedAdvances(house) == Texts{"ADV-2026-10-1 APPROVED 60.00: 0.00 earned, 0.00 recouped, "
                                       "0.00 open for 0 days"});
  const std::string run = house.SendRun();
  CHECK(Must(house.Export(run)).file().find("Аванс ADV-2026-10-1 на специальные") !=
        std::string::npos);
  CHECK(Accounts(house) ==
        Texts{"PAYABLE none", "BANK_CLEARING -60.00", "ADVANCE 60.00", "RECEIVABLE none"});
  Must(house.Import(BankDay(kThird, {Paid(1, 6'000)})));
  CHECK(ListedAdvances(house, house.provider_token("GSZ-KRG-001")) ==
        Texts{"ADV-2026-10-1 PAID 60.00: 0.00 earned, 0.00 recouped, 60.00 open for 2 days"});
  CHECK(ListedAdvances(house, house.provider_token("GSZ-KRG-002")).empty());
  const auto order =
      Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest())).payment_orders(0);
  CHECK(order.advance_id() == asked.advance_id());
  CHECK(order.funding_source() == "REGION");
  CHECK(order.budget_code() == "451-136");
  CHECK(house.Verify() == Texts{});

  house.AddClaim({"GSZ-KRG-001", 10'000, 0, "451-136", "REGION"});
  house.SendRun();
  CHECK(Orders(house) == Texts{"001 60.00 - 0.00 = 60.00 PAID",
                               "001-2 100.00 - 60.00 = 40.00 SENT (ADV-2026-10-1 ADVANCE 60.00)"});
  CHECK(Accounts(house) ==
        Texts{"PAYABLE 0.00", "BANK_CLEARING -40.00", "ADVANCE 0.00", "RECEIVABLE none"});
  CHECK(ListedAdvances(house) == Texts{"ADV-2026-10-1 SETTLED 60.00: 60.00 earned, 0.00 recouped, "
                                       "0.00 open for 0 days"});
  CHECK(house.Verify() == Texts{});
}

TEST_CASE(
    "what is owed back is taken off before what was advanced, and an instalment has its part") {
  SettlementHouse house;
  auto wanted = WantedAdvance(house, 5'000);
  wanted.mutable_instalment_percent()->set_value("20");
  PaidAdvance(house, wanted);
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 1'000});
  v1::CreatePaymentRunRequest dry;
  dry.set_month("2026-10");
  *dry.mutable_execution_date() = Day(2026, 11, 4);
  dry.set_validate_only(true);
  CHECK(Must(house.Write(&Stub::CreatePaymentRun, dry)).payment_run().total().minor_units() ==
        7'000);
  house.SendRun();
  CHECK(Orders(house)[1] ==
        "001-2 100.00 - 30.00 = 70.00 SENT (ADJ-2026-10-1 RECEIVABLE 10.00)"
        " (ADV-2026-10-1 ADVANCE 20.00)");
  house.AddAdjustment(claim, {"GSZ-KRG-001", 3'000, 0});
  house.SendRun();
  CHECK(Orders(house)[2] == "001-3 30.00 - 6.00 = 24.00 SENT (ADV-2026-10-1 ADVANCE 6.00)");
  CHECK(ListedAdvances(house) ==
        Texts{"ADV-2026-10-1 PAID 50.00: 26.00 earned, 0.00 recouped, 24.00 open for 2 days"});
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("an advance of one budget is not taken off what another one owes") {
  SettlementHouse house;
  auto wanted = WantedAdvance(house, 5'000);
  wanted.set_budget_code("451-136");
  PaidAdvance(house, wanted);
  house.AddClaim({"GSZ-KRG-001", 2'000, 0, "451-137"});
  house.SendRun();
  CHECK(Orders(house)[1] == "001-2 20.00 - 0.00 = 20.00 SENT");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("an advance whose money came back, or was refused, is paid by the next run") {
  SettlementHouse house;
  const std::string id = PaidAdvance(house, WantedAdvance(house, 5'000));
  const std::string day =
      Must(house.Import(BankDay(kFourth, {CameBack(1, 5'000)}))).statements(0).statement_id();
  CHECK(Suggestions(house) == Texts{"RETURN 100% lines 1 orders GSZ-KRG-001 50.00/50.00"});
  const auto returned = Accept(house, v1::MATCH_RELATION_RETURN);
  CHECK(Accounts(house)[2] == "ADVANCE 0.00");
  CHECK(StateOf(Must(house.Call(&Advances::ListAdvances, v1::ListAdvancesRequest())).advances(0)) ==
        "APPROVED");
  Must(house.Write(&Matching::UndoMatch, Undo(returned.match_id())));
  CHECK(Accounts(house)[2] == "ADVANCE 50.00");
  CHECK(house.Verify() == Texts{});
  Must(house.Write(&Matching::AcceptMatch,
                   ByHand(v1::MATCH_RELATION_RETURN, {day + "/1"}, {Id(1)})));
  house.SendRun();
  CHECK(Orders(house) ==
        Texts{"001 50.00 - 0.00 = 50.00 RETURNED", "001-2 50.00 - 0.00 = 50.00 SENT"});
  CHECK(CancelAdvance(house, id).error().reason == "ADVANCE_ORDERED");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("of an advance that is earned in part neither the payment nor its match is taken back") {
  SettlementHouse house;
  PaidAdvance(house, WantedAdvance(house, 5'000));
  house.AddClaim({"GSZ-KRG-001", 2'000, 0});
  const std::string draft = Must(house.CreateRun()).payment_run().payment_run_id();
  const std::string day =
      Must(house.Import(BankDay(kFourth, {CameBack(1, 5'000)}))).statements(0).statement_id();
  const auto returning = ByHand(v1::MATCH_RELATION_RETURN, {day + "/1"}, {Id(1)});
  CHECK(house.Write(&Matching::AcceptMatch, returning).error().reason == "ADVANCE_SET_OFF");
  std::string line;
  house.sql() << "SELECT statement_id || '/1' FROM settlement.bank_statement ORDER BY 1 LIMIT 1",
      soci::into(line);
  CHECK(house.Write(&Matching::UndoMatch, Undo(line)).error().reason == "ADVANCE_SET_OFF");
  v1::CancelPaymentRunRequest cancel;
  cancel.set_payment_run_id(draft);
  cancel.set_reason("the advance came back");
  Must(house.Write(&Stub::CancelPaymentRun, cancel));
  Must(house.Write(&Matching::AcceptMatch, returning));
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("what is left when the contract is over is owed back, and taken off what comes late") {
  SettlementHouse house;
  const std::string id = PaidAdvance(house, WantedAdvance(house, 5'000));
  CHECK(RecoupAdvance(house, id).error().reason == "ADVANCE_STILL_EARNED");
  house.sql() << "SET session_replication_role = replica";
  house.sql() << "UPDATE contracts.contract SET end_date = date '2026-11-05'"
                 " WHERE number = 'GSZ-KRG-001'";
  house.sql() << "SET session_replication_role = origin";
  const auto recouped = Must(RecoupAdvance(house, id)).advance();
  CHECK(recouped.recouped().minor_units() == 5'000);
  CHECK(StateOf(recouped) == "SETTLED");
  CHECK(Accounts(house) ==
        Texts{"PAYABLE none", "BANK_CLEARING 0.00", "ADVANCE 0.00", "RECEIVABLE 50.00"});
  CHECK(RecoupAdvance(house, id).error().reason == "NOTHING_TO_RECOUP");
  house.AddClaim({"GSZ-KRG-001", 3'000, 0});
  house.SendRun();
  CHECK(Orders(house)[1] == "001-2 30.00 - 30.00 = 0.00 NETTED (ADV-2026-10-1 RECEIVABLE 30.00)");
  CHECK(Accounts(house)[3] == "RECEIVABLE 20.00");
  const auto listed = Must(house.Call(&Advances::ListAdvances, v1::ListAdvancesRequest()));
  CHECK(listed.advances(0).given_back().minor_units() == 3'000);
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("statement, act and tie-out show an advance beside what is owed") {
  SettlementHouse house;
  const std::string provider = house.provider_of("GSZ-KRG-001");
  Advanced(house, WantedAdvance(house, 5'000));
  house.SendRun();
  auto wanted = Wanted(provider, "2026-11", v1::ACCOUNT_SET_ADVANCE);
  *wanted.mutable_as_of() = Day(2026, 11, 30);
  auto statement = Must(house.Call(&Statements::GetAccountStatement, wanted));
  CHECK(statement.unearned().minor_units() == 5'000);
  CHECK(statement.unearned_under_way().minor_units() == 5'000);
  CHECK(statement.unexplained().minor_units() == 0);
  CHECK(statement.statement().closing().minor_units() == -5'000);
  Must(house.Import(BankDay(kThird, {Paid(1, 5'000)})));
  house.AddClaim({"GSZ-KRG-001", 2'000, 0});
  house.SendRun();
  statement = Must(house.Call(&Statements::GetAccountStatement, wanted));
  CHECK(statement.unearned().minor_units() == 3'000);
  CHECK(statement.unearned_under_way().minor_units() == 0);
  CHECK(statement.unexplained().minor_units() == 0);
  CHECK(statement.payables_size() == 0);

  v1::GetReconciliationActRequest act;
  act.set_provider_id(provider);
  act.set_month("2026-11");
  const auto ours = Must(house.Call(&Statements::GetReconciliationAct, act)).act();
  CHECK(Text(ours.paid()) == "-50.00");  // the advance alone is paid
  CHECK(Text(ours.other()) == "0.00");
  CHECK(Text(ours.ours().opening()) == "20.00");
  CHECK(Text(ours.ours().closing()) == "-30.00");

  const v1::TieOut tie_out = TieOutOf(house, "GSZ-KRG-001");
  CHECK(tie_out.tied());
  CHECK(Text(tie_out.accrued()) == "20.00");
  CHECK(Text(tie_out.netted()) == "20.00");
  CHECK(Text(tie_out.netted_advances()) == "20.00");
  CHECK(Text(tie_out.in_payment_file()) == "0.00");
  CHECK(Text(tie_out.advances()) == "50.00");
  CHECK(Text(tie_out.advances_on_statement()) == "50.00");
  v1::ExplainTieOutRequest explain;
  explain.set_month("2026-10");
  explain.set_provider_id(provider);
  CHECK(Must(house.Call(&Statements::ExplainTieOut, explain)).items_size() == 0);
}

TEST_CASE("an advance that the bank paid short is a break, unties the month and is not earned") {
  SettlementHouse house;
  Advanced(house, WantedAdvance(house, 5'000));
  house.SendRun();
  Must(house.Import(BankDay(kThird, {Paid(1, 4'000)})));
  CHECK(Breaks(house) == Texts{"SHORT_PAYMENT 50.00/40.00"});
  CHECK_FALSE(TieOutOf(house, "GSZ-KRG-001").tied());
  house.AddClaim({"GSZ-KRG-001", 2'000, 0});
  house.SendRun();
  CHECK(Orders(house)[1] == "001-2 20.00 - 0.00 = 20.00 SENT");
  CHECK(RecoupAdvance(house, Must(house.Call(&Advances::ListAdvances, v1::ListAdvancesRequest()))
                                 .advances(0)
                                 .advance_id())
            .error()
            .reason == "ADVANCE_NOT_PAID");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE(
    "who asks cannot approve, what is decided stays so, and what is wrong is refused by name") {
  SettlementHouse house;
  auto wanted = WantedAdvance(house, 5'000);
  wanted.set_request_id("the-same");
  const auto asked = Must(house.Call(&Advances::RequestAdvance, wanted)).advance();
  CHECK(Must(house.Call(&Advances::RequestAdvance, wanted)).advance().advance_id() ==
        asked.advance_id());
  CHECK(house.Count("settlement.advance") == 1);
  v1::ApproveAdvanceRequest approve;
  approve.set_advance_id(asked.advance_id());
  CHECK(house.Write(&Advances::ApproveAdvance, approve).error().reason == "SAME_PRINCIPAL");
  approve.set_etag("7");
  CHECK(house.Write(&Advances::ApproveAdvance, approve, house.approver()).error().reason ==
        "ETAG_MISMATCH");
  Must(ApproveAdvance(house, asked.advance_id()));
  CHECK(ApproveAdvance(house, asked.advance_id()).error().reason == "ADVANCE_DECIDED");
  const auto cancelled = Must(CancelAdvance(house, asked.advance_id())).advance();
  CHECK(StateOf(cancelled) == "CANCELLED");
  CHECK(cancelled.cancel_reason() == "asked for twice");
  CHECK(CancelAdvance(house, asked.advance_id()).error().reason == "ADVANCE_DECIDED");
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(ApproveAdvance(house, "adv_00000000000000000000000000").error().reason ==
        "ADVANCE_NOT_FOUND");

  v1::RequestAdvanceRequest wrong;
  wrong.set_contract_id("GSZ");
  wrong.set_month("October");
  wrong.mutable_amount()->set_currency_code("KZT");
  wrong.mutable_instalment_percent()->set_value("101");
  CHECK(Refusals(house.Write(&Advances::RequestAdvance, wrong)) ==
        Texts{"contract_id INVALID_ID", "month INVALID_MONTH", "amount AMOUNT_NOT_POSITIVE",
              "reason REQUIRED", "instalment_percent INSTALMENT_PERCENT_OUT_OF_RANGE"});
  auto unknown = WantedAdvance(house, 1);
  unknown.set_contract_id("ctr_00000000000000000000000000");
  CHECK(house.Write(&Advances::RequestAdvance, unknown).error().reason == "CONTRACT_NOT_FOUND");
  CHECK(house.Write(&Advances::RequestAdvance, WantedAdvance(house, 600'000'001)).error().reason ==
        "ADVANCE_ABOVE_CEILING");
  Must(house.Write(&Advances::RequestAdvance, WantedAdvance(house, 600'000'000)));
  CHECK(house.Write(&Advances::RequestAdvance, WantedAdvance(house, 1)).error().reason ==
        "ADVANCE_ABOVE_CEILING");
  CHECK(house.Write(&Advances::RequestAdvance, WantedAdvance(house, 1), Role::kAuditor)
            .error()
            .reason == "ROLE_NOT_ALLOWED");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a month does not close while an advance of it waits") {
  SettlementHouse house;
  const std::string id = Advanced(house, WantedAdvance(house, 5'000));
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  CHECK(Refusals(house.Write(&Stub::ClosePeriod, close)) == Texts{id + " ADVANCE_NOT_ORDERED"});
  Must(CancelAdvance(house, id));
  Must(house.Write(&Stub::ClosePeriod, close));
}

TEST_CASE("verification names an advance that its orders and the ledger do not bear out") {
  SettlementHouse house;
  PaidAdvance(house, WantedAdvance(house, 5'000));
  house.AddClaim({"GSZ-KRG-001", 2'000, 0});
  house.SendRun();
  house.sql() << "SET session_replication_role = replica";
  house.sql() << "UPDATE settlement.advance SET amount_minor = 1999";
  house.sql() << "SET session_replication_role = origin";
  const auto differences = house.Verify();
  REQUIRE(differences.size() == 2);
  CHECK(differences[0].find("advance ADV-2026-10-1 is APPROVED and of 1999 minor units") !=
        std::string::npos);
  CHECK(differences[1].find("of 1999 minor units has 2000 earned") != std::string::npos);
}

}  // namespace
}  // namespace tirek::settlement
