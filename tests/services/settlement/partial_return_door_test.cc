// A part of what was paid comes back: what a person accepts, what is payable again, what stays
// paid.
#include "tests/services/settlement/advance_desk.h"
#include "tests/services/settlement/came_back_house.h"

namespace tirek::settlement {
namespace {

// What is unexplained of the provider's statement; what it owes is what the ages come to.
std::string UnexplainedOwed(CameBackHouse& house) {
  const auto request = Wanted(house.provider_of("GSZ-KRG-001"), "2026-11");
  return Text(Must(house.Call(&Statements::GetAccountStatement, request)).unexplained());
}

TEST_CASE("less money that names a paid order is suggested as a part of it, and is payable again") {
  CameBackHouse house;
  CHECK(Suggestions(house) == Texts{"PARTIAL_RETURN 80% lines 1 orders GSZ-KRG-001 100.00/85.00"});
  CHECK(Open(house).empty());
  const auto match = Accept(house, v1::MATCH_RELATION_PARTIAL_RETURN);
  CHECK(Text(match.amount()) == "85.00");
  CHECK(match.confidence() == 80);
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 85.00"});
  CHECK(Open(house) == Texts{"85.00"});
  CHECK(UnexplainedOwed(house) == "0.00");
  const std::string provider = house.provider_of("GSZ-KRG-001");
  CHECK(Balance(house, provider, "PAYABLE") == "-85.00");
  CHECK(Balance(house, provider, "BANK") == "-15.00");
  CHECK(Balance(house, "PAYER", "SUSPENSE") == "0.00");
  CHECK(Suspense(house).empty());
  CHECK(Breaks(house).empty());
  v1::TieOut tie_out = TieOutOf(house, "GSZ-KRG-001");
  CHECK_FALSE(tie_out.tied());
  CHECK(Text(tie_out.in_payment_file()) == "15.00");
  CHECK(Text(tie_out.on_statement()) == "15.00");
  const Texts expected = {"POSTED_TO_PAYMENT_FILE 100.00/15.00"};
  CHECK(Unexplained(house) == expected);
  v1::ListStatementLinesRequest lines;
  lines.set_match(v1::MATCH_KIND_PARTIAL_RETURN);
  lines.set_statement_id(house.back.substr(0, house.back.size() - 2));
  CHECK(Must(house.Call(&Stub::ListStatementLines, lines)).lines_size() == 1);
  CHECK(house.Verify() == Texts{});

  house.SendRun();
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 85.00", "1-2 SENT 85.00 less 0.00"});
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(Open(house) == Texts{"85.00"});  // under way
  house.Pay(Id(1) + "-2", 8'500);
  CHECK(Orders(house)[1] == "1-2 PAID 85.00 less 0.00");
  CHECK(Open(house).empty());
  CHECK(UnexplainedOwed(house) == "0.00");
  tie_out = TieOutOf(house, "GSZ-KRG-001");
  CHECK(tie_out.tied());
  CHECK(Text(tie_out.in_payment_file()) == "100.00");
  CHECK(Text(tie_out.on_statement()) == "100.00");
  CHECK(Unexplained(house).empty());
  v1::GetReconciliationActRequest act;
  act.set_provider_id(provider);
  act.set_month("2026-11");
  const auto ours = Must(house.Call(&Statements::GetReconciliationAct, act)).act();
  CHECK(Text(ours.paid()) == "-185.00");
  CHECK(Text(ours.returned()) == "85.00");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("payables are as they were known before a part came back, and as the bank left them") {
  CameBackHouse house;
  const Instant before = house.clock().Now();
  house.clock().Set({before.micros + kDay});
  house.ReturnPart();
  v1::ListPayablesRequest request;
  *request.mutable_known_at() = At(before);
  CHECK(Open(house, request).empty());
  *request.mutable_known_at() = At(house.clock().Now());
  CHECK(Open(house, request) == Texts{"85.00"});
  request.clear_known_at();
  *request.mutable_as_of() = Day(2026, 11, 15);  // it was accepted on the day after
  CHECK(Open(house, request).empty());
  *request.mutable_as_of() = Day(2026, 11, 16);
  CHECK(Open(house, request) == Texts{"85.00"});
}

TEST_CASE("what came back twice of an order is ordered twice, and never more than the document") {
  CameBackHouse house;
  house.ReturnPart();
  house.SendRun();
  // More of the first order comes back while the part is under way.
  house.ReturnPart(Id(1), 400);
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 89.00", "1-2 SENT 85.00 less 0.00"});
  CHECK(Open(house) == Texts{"89.00"});  // 85.00 of it is under way
  house.SendRun();
  CHECK(Orders(house)[2] == "1-3 SENT 4.00 less 0.00");
  house.Pay(Id(1) + "-2", 8'500);
  house.Pay(Id(1) + "-3", 400);
  CHECK(Open(house).empty());
  CHECK(TieOutOf(house, "GSZ-KRG-001").tied());
  CHECK(house.Verify() == Texts{});

  // And of what was ordered again, too.
  const std::string part = house.ReturnPart(Id(1) + "-2", 2'000);
  CHECK(Open(house) == Texts{"20.00"});
  house.SendRun();
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 89.00", "1-2 PAID 85.00 less 20.00",
                               "1-3 PAID 4.00 less 0.00", "1-4 SENT 20.00 less 0.00"});
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.UndoRefusal(part) == "MATCH_SUPERSEDED");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("what stays of a payment comes back as a whole, and all of the document is payable") {
  CameBackHouse house;
  house.ReturnPart();
  BankLine rest = CameBack(1, 1'500);
  const std::string next = house.NextDay({rest}) + "/1";
  CHECK(Suggestions(house) == Texts{"RETURN 100% lines 1 orders GSZ-KRG-001 15.00/15.00"});
  const std::string whole = house.Return(v1::MATCH_RELATION_RETURN, next, {Id(1)});
  CHECK(Orders(house) == Texts{"1 RETURNED 100.00 less 85.00"});
  CHECK(Open(house) == Texts{"100.00"});
  CHECK(Text(TieOutOf(house, "GSZ-KRG-001").on_statement()) == "0.00");
  CHECK(house.Verify() == Texts{});
  Must(house.Write(&Matching::UndoMatch, Undo(whole)));
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 85.00"});
  CHECK(Open(house) == Texts{"85.00"});
  CHECK(house.Verify() == Texts{});
  house.Return(v1::MATCH_RELATION_RETURN, next, {Id(1)});
  house.SendRun();
  CHECK(Orders(house)[1] == "1-2 SENT 100.00 less 0.00");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("the rest comes back after the part is paid again: only the rest is payable") {
  CameBackHouse house;
  house.ReturnPart();
  house.SendRun();
  house.Pay(Id(1) + "-2", 8'500);
  house.Return(v1::MATCH_RELATION_RETURN, house.NextDay({CameBack(1, 1'500)}) + "/1", {Id(1)});
  CHECK(Open(house) == Texts{"15.00"});
  house.SendRun();
  CHECK(Orders(house) == Texts{"1 RETURNED 100.00 less 85.00", "1-2 PAID 85.00 less 0.00",
                               "1-3 SENT 15.00 less 0.00"});
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  house.Pay(Id(1) + "-3", 1'500);
  CHECK(Open(house).empty());
  CHECK(TieOutOf(house, "GSZ-KRG-001").tied());
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("the order of a part comes back as a whole: the part is payable again") {
  CameBackHouse house;
  house.ReturnPart();
  house.SendRun();
  const std::string part = Id(1) + "-2";
  house.Pay(part, 8'500);
  BankLine all = CameBack(1, 8'500);
  all.end_to_end_id = part;
  const std::string back = house.NextDay({all}) + "/1";
  const std::string whole = house.Return(v1::MATCH_RELATION_RETURN, back, {part});
  CHECK(Open(house) == Texts{"85.00"});
  Must(house.Write(&Matching::UndoMatch, Undo(whole)));
  CHECK(Open(house).empty());
  house.Return(v1::MATCH_RELATION_RETURN, back, {part});
  house.SendRun();
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 85.00", "1-2 RETURNED 85.00 less 0.00",
                               "1-3 SENT 85.00 less 0.00"});
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("the rest comes back while a run of the part is drafted: each is ordered once") {
  CameBackHouse house;
  house.ReturnPart();
  const std::string drafted = Must(house.CreateRun()).payment_run().payment_run_id();
  const std::string whole =
      house.Return(v1::MATCH_RELATION_RETURN, house.NextDay({CameBack(1, 1'500)}) + "/1", {Id(1)});
  CHECK(Open(house) == Texts{"100.00"});
  const std::string of_rest = Must(house.CreateRun()).payment_run().payment_run_id();
  CHECK(Orders(house) == Texts{"1 RETURNED 100.00 less 85.00", "1-2 DRAFT 85.00 less 0.00",
                               "1-3 DRAFT 15.00 less 0.00"});
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(Refusals(house.Write(&Matching::UndoMatch, Undo(whole)))[0] == "MATCH_SUPERSEDED");
  house.Cancel(drafted);
  Must(house.Write(&Matching::UndoMatch, Undo(whole)));
  CHECK(house.Verify() == Texts{});
  house.Cancel(of_rest);
  CHECK(Text(Must(house.CreateRun()).payment_run().total()) == "85.00");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a part of an adjustment's payment comes back, too") {
  SettlementHouse house;
  house.AddAdjustment(house.AddClaim({"GSZ-KRG-001", 10'000, 0}), {"GSZ-KRG-001", 700, 0});
  house.SendRun();
  BankLine extra{false, 700, Id(1) + "-2"};
  Must(house.Import(BankDay(kThird, {Paid(1, 10'000), extra})));
  extra = CameBack(1, 600);
  extra.end_to_end_id = Id(1) + "-2";
  Must(house.Import(BankDay(kThird + 1, {extra})));
  Accept(house, v1::MATCH_RELATION_PARTIAL_RETURN);
  CHECK(Open(house) == Texts{"6.00"});
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  const auto refusals = Refusals(house.Write(&Stub::ClosePeriod, close));
  REQUIRE(refusals.size() == 1);
  CHECK(refusals[0].ends_with(" ADJUSTMENT_NOT_ORDERED"));
  house.SendRun();
  CHECK(Orders(house) ==
        Texts{"1 PAID 100.00 less 0.00", "1-2 PAID 7.00 less 6.00", "1-3 SENT 6.00 less 0.00"});
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("what was taken off a payment stays taken off while a part of it comes back") {
  SettlementHouse house;
  Advanced(house, WantedAdvance(house, 2'000));
  house.SendRun();
  Must(house.Import(BankDay(kThird, {Paid(1, 2'000)})));
  const std::string claim = house.AddClaim({"GSZ-KRG-001", 10'000, 0});
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 1'000});
  house.SendRun();  // 100.00 less 10.00 owed back and 20.00 earned
  const std::string order = Id(1) + "-2";
  BankLine back = CameBack(1, 6'000);
  back.end_to_end_id = order;
  Must(house.Import(BankDay(kThird + 1, {{false, 7'000, order}, back})));
  Accept(house, v1::MATCH_RELATION_PARTIAL_RETURN);
  const std::string provider = house.provider_of("GSZ-KRG-001");
  CHECK(Balance(house, provider, "PAYABLE") == "-60.00");
  CHECK(Balance(house, provider, "RECEIVABLE") == "0.00");
  CHECK(Balance(house, provider, "ADVANCE") == "0.00");
  CHECK(house.Verify() == Texts{});

  // What was owed back since is taken off the part; the bank returns the rest of the first.
  house.AddAdjustment(claim, {"GSZ-KRG-001", 0, 500});
  house.SendRun();
  CHECK(Orders(house)[2] == "1-3 SENT 55.00 less 0.00");
  back.minor = 1'000;
  const std::string rest =
      Must(house.Import(BankDay(kThird + 2, {back}))).statements(0).statement_id() + "/1";
  Must(house.Write(&Matching::AcceptMatch, ByHand(v1::MATCH_RELATION_RETURN, {rest}, {order})));
  CHECK(Balance(house, provider, "PAYABLE") == "-40.00");
  CHECK(Balance(house, provider, "RECEIVABLE") == "10.00");
  CHECK(Balance(house, provider, "ADVANCE") == "20.00");
  CHECK(house.Verify() == Texts{});
  house.SendRun();  // 40.00 less what is owed back and earned again
  CHECK(Orders(house)[3] == "1-4 SENT 10.00 less 0.00");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("the run of a part is cancelled, held and refused by the bank: the part waits again") {
  CameBackHouse house;
  house.ReturnPart();
  house.Cancel(Must(house.CreateRun()).payment_run().payment_run_id());
  CHECK(Orders(house)[1] == "1-2 CANCELLED 85.00 less 0.00");

  // The account changes after the approval: with another document, so that a file goes out.
  house.AddClaim({"GSZ-KRG-002", 500, 0});
  const std::string held = Must(house.CreateRun()).payment_run().payment_run_id();
  Must(house.Approve(held));
  house.MoveAccount("GSZ-KRG-001", "KZ88601TEST000000999");
  Must(house.Export(held));
  CHECK(Orders(house)[2] == "1-3 HELD 85.00 less 0.00");

  house.SendRun();
  CHECK(Orders(house)[3] == "1-4 SENT 85.00 less 0.00");
  v1::ImportPaymentReportRequest report;
  report.set_file(PaymentReportXml("TRK-PR-2026-10-4", {{Id(1) + "-4", "RJCT", "AC04", "x"}}));
  Must(house.Write(&Matching::ImportPaymentReport, report));
  CHECK(Orders(house)[3] == "1-4 REJECTED 85.00 less 0.00");
  CHECK(Open(house).front() == "85.00");
  CHECK(house.Verify() == Texts{});
  house.SendRun();
  CHECK(Orders(house)[4] == "1-5 SENT 85.00 less 0.00");
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.Verify() == Texts{});
}

}  // namespace
}  // namespace tirek::settlement
