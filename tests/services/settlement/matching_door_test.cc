// The bank's answer through the door: what waits for a person and what one accepts, to the tiyn.
#include "tests/services/settlement/matching_desk.h"

namespace tirek::settlement {
namespace {

TEST_CASE("what names its order whole is paid at once, all else is suggested and waits") {
  SentHouse house;
  house.Day(kThird, TheDay());
  CHECK(States(house) == Texts{"1 PAID", "2 SENT", "3 SENT", "4 SENT", "5 SENT"});
  CHECK(Suggestions(house) ==
        Texts{"SPLIT 100% lines 1 2 orders GSZ-KRG-002 615878.90/615878.90",
              "MERGED 100% lines 3 orders GSZ-KRG-003 GSZ-KRG-004 568035.07/568035.07",
              "FEE 90% lines 4 orders 0.00/1500.00"});
  CHECK(Suspense(house) == Texts{"1 300000.00 2 UP_TO_30_DAYS SUSPENSE_UNDECIDED",
                                 "2 315878.90 2 UP_TO_30_DAYS SUSPENSE_UNDECIDED",
                                 "3 568035.07 2 UP_TO_30_DAYS SUSPENSE_UNDECIDED",
                                 "4 1500.00 2 UP_TO_30_DAYS SUSPENSE_UNDECIDED",
                                 "6 12500.00 2 UP_TO_30_DAYS SUSPENSE_MONEY_IN"});
  CHECK(Balance(house, "PAYER", "SUSPENSE") == "1172913.97");
  CHECK(house.Verify() == Texts{});

  v1::ListSuspenseRequest later;
  *later.mutable_as_of() = Day(2027, 2, 2);
  CHECK(Suspense(house, later)[0] == "1 300000.00 91 OVER_90_DAYS SUSPENSE_UNDECIDED");
  *later.mutable_as_of() = Day(2026, 12, 4);
  CHECK(Suspense(house, later)[0] == "1 300000.00 31 31_TO_60_DAYS SUSPENSE_UNDECIDED");
  *later.mutable_as_of() = Day(2026, 11, 2);
  CHECK(Suspense(house, later).empty());
}

TEST_CASE("accepted, split, merged and charged lines leave suspense, and the tie-out counts them") {
  SentHouse house;
  house.Day(kThird, TheDay());
  const auto split = Accept(house, v1::MATCH_RELATION_SPLIT);
  CHECK(split.line_ids_size() == 2);
  CHECK(split.principal() == "finance");
  CHECK(Text(split.amount()) == "615878.90");
  Accept(house, v1::MATCH_RELATION_MERGED);
  Accept(house, v1::MATCH_RELATION_FEE);
  CHECK(States(house) == Texts{"1 PAID", "2 PAID", "3 PAID", "4 PAID", "5 SENT"});
  CHECK(Breaks(house) == Texts{"NOT_ON_STATEMENT 73525.00/0.00", "UNKNOWN_CREDIT 0.00/12500.00"});
  CHECK(Balance(house, "PAYER", "SUSPENSE") == "-12500.00");
  CHECK(Balance(house, "PAYER", "BANK_CHARGES") == "1500.00");
  CHECK(Balance(house, house.provider_of("GSZ-KRG-002"), "BANK_CLEARING") == "0.00");
  CHECK(Balance(house, house.provider_of("GSZ-KRG-004"), "BANK") == "-368035.07");
  for (const char* contract : {"GSZ-KRG-001", "GSZ-KRG-002", "GSZ-KRG-004"}) {
    CAPTURE(contract);
    CHECK(TieOutOf(house, contract).difference().minor_units() == 0);
    CHECK(TieOutOf(house, contract).breaks_size() == 0);
  }
  CHECK(Suspense(house).size() == 1);
  CHECK(Suggestions(house).empty());
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("amount, payee and day are a suggestion and no more") {
  SentHouse house;
  BankLine alike{false, 7'352'500};
  const auto orders = Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest()));
  alike.iban = orders.payment_orders(4).iban();
  alike.bin = orders.payment_orders(4).provider_bin();
  house.Day(kThird, {alike});
  CHECK(States(house)[4] == "5 SENT");
  CHECK(Suggestions(house) == Texts{"PAYMENT 95% lines 1 orders GSZ-KRG-005 73525.00/73525.00"});
  Accept(house, v1::MATCH_RELATION_PAYMENT);
  CHECK(States(house)[4] == "5 PAID");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("money that came back makes its document payable again, and undone it is paid again") {
  SentHouse house;
  house.Day(kThird, {Paid(1, 133'343'365)});
  house.Day(kThird + 1, {CameBack(1, 133'343'365)});
  CHECK(Suggestions(house) ==
        Texts{"RETURN 100% lines 1 orders GSZ-KRG-001 1333433.65/1333433.65"});
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  const auto returned = Accept(house, v1::MATCH_RELATION_RETURN);
  CHECK(States(house)[0] == "1 RETURNED");
  const std::string provider = house.provider_of("GSZ-KRG-001");
  CHECK(Balance(house, provider, "PAYABLE") == "-1333433.65");
  CHECK(Balance(house, provider, "BANK") == "0.00");
  CHECK(Balance(house, "PAYER", "SUSPENSE") == "0.00");
  CHECK(Text(TieOutOf(house, "GSZ-KRG-001").in_payment_file()) == "0.00");
  CHECK(Text(TieOutOf(house, "GSZ-KRG-001").on_statement()) == "0.00");
  CHECK(house.Verify() == Texts{});

  Must(house.Write(&Matching::UndoMatch, Undo(returned.match_id())));
  CHECK(States(house)[0] == "1 PAID");
  CHECK(Balance(house, provider, "PAYABLE") == "0.00");
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.Verify() == Texts{});

  const auto again = Accept(house, v1::MATCH_RELATION_RETURN);
  const auto run = Must(house.CreateRun()).payment_run();
  CHECK(run.orders() == 1);
  CHECK(Text(run.total()) == "1333433.65");
  CHECK(house.Write(&Matching::UndoMatch, Undo(again.match_id())).error().reason ==
        "MATCH_SUPERSEDED");
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a short payment is a break until its rest is accepted") {
  SentHouse house;
  house.Day(kThird, {Paid(2, 61'487'890)});
  CHECK(States(house)[1] == "2 BROKEN");
  CHECK(Breaks(house)[4] == "SHORT_PAYMENT 615878.90/614878.90");
  house.Day(kThird + 1, {Paid(2, 100'000)});
  CHECK(Suggestions(house) == Texts{"SPLIT 100% lines 1 orders GSZ-KRG-002 1000.00/1000.00"});
  const auto rest = Accept(house, v1::MATCH_RELATION_SPLIT);
  CHECK(States(house)[1] == "2 PAID");
  CHECK(TieOutOf(house, "GSZ-KRG-002").tied());
  CHECK(Breaks(house).size() == 4);  // the other four on no statement
  Must(house.Write(&Matching::UndoMatch, Undo(rest.match_id())));
  CHECK(States(house)[1] == "2 BROKEN");
  CHECK(Breaks(house).size() == 6);
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a second payment and its return cancel each other, and the order stays paid") {
  SentHouse house;
  house.Day(kThird, {Paid(5, 7'352'500)});
  const std::string again = house.Day(kThird + 1, {Paid(5, 7'352'500)});
  CHECK(Breaks(house)[0] == "DUPLICATE_PAYMENT 0.00/73525.00");
  CHECK_FALSE(TieOutOf(house, "GSZ-KRG-005").tied());
  const std::string back = house.Day(kThird + 2, {CameBack(5, 7'352'500)});
  CHECK(Suggestions(house) == Texts{"OFFSET 90% lines 1 1 orders 0.00/73525.00"});
  Accept(house, v1::MATCH_RELATION_OFFSET);
  CHECK(States(house)[4] == "5 PAID");
  CHECK(TieOutOf(house, "GSZ-KRG-005").tied());
  CHECK(Balance(house, "PAYER", "SUSPENSE") == "0.00");
  CHECK(Suspense(house).empty());
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a line shows what a person made of it, and a month closes with what stays unexplained") {
  SentHouse house;
  auto day = TheDay();
  day.push_back(Paid(5, 7'352'500));
  const std::string statement = house.Day(kThird, day);
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  CHECK(house.Write(&Stub::ClosePeriod, close).error().reason == "PERIOD_HAS_OPEN_DOCUMENTS");
  Accept(house, v1::MATCH_RELATION_SPLIT);
  Accept(house, v1::MATCH_RELATION_MERGED);
  v1::ListStatementLinesRequest request;
  request.set_statement_id(statement);
  Texts kinds;
  const auto listed4 = Must(house.Call(&Stub::ListStatementLines, request));
  for (const auto& line : listed4.lines()) {
    kinds.push_back(v1::MatchKind_Name(line.match()).substr(11) +
                    (line.payment_order_id().empty() ? "" : " order"));
  }
  CHECK(kinds == Texts{"SPLIT order", "SPLIT order", "MERGED", "UNKNOWN_DEBIT", "EXACT order",
                       "UNKNOWN_CREDIT", "EXACT order"});
  request.set_match(v1::MATCH_KIND_MERGED);
  CHECK(Must(house.Call(&Stub::ListStatementLines, request)).lines_size() == 1);
  const auto closed = Must(house.Write(&Stub::ClosePeriod, close));
  CHECK(closed.breaks_size() == 2);
  // What is explained after the close is posted in the open month.
  Accept(house, v1::MATCH_RELATION_FEE);
  CHECK(Breaks(house) == Texts{"UNKNOWN_CREDIT 0.00/12500.00"});
  CHECK(house.Verify() == Texts{});
}

}  // namespace
}  // namespace tirek::settlement
