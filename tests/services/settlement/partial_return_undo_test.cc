// Parts that came back: what is refused, undone and asked for by two at once.
#include <future>

#include "tests/services/settlement/advance_desk.h"
#include "tests/services/settlement/came_back_house.h"

namespace tirek::settlement {
namespace {

TEST_CASE("a part that came back is undone while nobody has ordered it, and leaves its trace") {
  CameBackHouse house;
  const std::string match = house.ReturnPart();
  Must(house.Write(&Matching::UndoMatch, Undo(match)));
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 0.00"});
  CHECK(Open(house).empty());
  CHECK(Suspense(house).size() == 1);
  CHECK(Balance(house, house.provider_of("GSZ-KRG-001"), "PAYABLE") == "0.00");
  v1::ListMatchesRequest request;
  request.set_relation(v1::MATCH_RELATION_PARTIAL_RETURN);
  CHECK(Must(house.Call(&Matching::ListMatches, request)).matches_size() == 2);
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(TieOutOf(house, "GSZ-KRG-001").tied());
  CHECK(house.UndoRefusal(match) == "MATCH_UNDONE");
  CHECK(house.Verify() == Texts{});

  const std::string again = house.ReturnPart();
  const std::string run = Must(house.CreateRun()).payment_run().payment_run_id();
  CHECK(house.UndoRefusal(again) == "MATCH_SUPERSEDED");
  house.Cancel(run);
  Must(house.Write(&Matching::UndoMatch, Undo(again)));
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("parts are undone in any order, the payment and its return around them in one") {
  CameBackHouse house;
  const std::string first = house.ReturnPart();
  const std::string second = house.ReturnPart(Id(1), 500);
  const std::string rest = house.NextDay({CameBack(1, 1'000)}) + "/1";
  const std::string whole = house.Return(v1::MATCH_RELATION_RETURN, rest, {Id(1)});
  CHECK(house.UndoRefusal(first) == "MATCH_SUPERSEDED");
  CHECK(house.UndoRefusal(house.paid) == "MATCH_SUPERSEDED");
  Must(house.Write(&Matching::UndoMatch, Undo(whole)));
  CHECK(house.UndoRefusal(house.paid) == "MATCH_SUPERSEDED");
  Must(house.Write(&Matching::UndoMatch, Undo(first)));
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 5.00"});
  CHECK(house.UndoRefusal(house.paid) == "MATCH_SUPERSEDED");
  Must(house.Write(&Matching::UndoMatch, Undo(second)));
  CHECK(house.Verify() == Texts{});
  Must(house.Write(&Matching::UndoMatch, Undo(house.paid)));
  CHECK(Orders(house) == Texts{"1 SENT 100.00 less 0.00"});
  CHECK(Refusals(house.Write(&Matching::AcceptMatch, ByHand(v1::MATCH_RELATION_PARTIAL_RETURN,
                                                            {house.back}, {Id(1)})))[0] ==
        "ORDER_NOT_OPEN");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("of two parts the one is undone while the other is ordered, if the sum leaves room") {
  CameBackHouse house(500);
  const std::string first = house.ReturnPart();
  house.SendRun();
  const std::string second = house.ReturnPart(Id(1), 1'000);
  // 5.00 is ordered again, 10.00 waits: any 10.00 of it may turn out not to have come back.
  Must(house.Write(&Matching::UndoMatch, Undo(first)));
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 10.00", "1-2 SENT 5.00 less 0.00"});
  CHECK(house.UndoRefusal(second) == "MATCH_SUPERSEDED");
  CHECK(house.Verify() == Texts{});
  house.SendRun();
  CHECK(Orders(house)[2] == "1-3 SENT 5.00 less 0.00");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("orders of one document that came back at once do not stand again beyond its sum") {
  CameBackHouse house(6'000);
  house.ReturnPart();
  house.SendRun();
  const std::string second = Id(1) + "-2";
  house.Pay(second, 6'000);
  house.ReturnPart(second, 3'000);
  house.SendRun();
  house.Pay(Id(1) + "-3", 3'000);
  // 40.00 of the first and 30.00 of the second order come back as one sum.
  BankLine sum{true, 7'000};
  sum.return_code = "AC04";
  const std::string both =
      house.Return(v1::MATCH_RELATION_RETURN, house.NextDay({sum}) + "/1", {Id(1), second});
  CHECK(Orders(house) == Texts{"1 RETURNED 100.00 less 60.00", "1-2 RETURNED 60.00 less 30.00",
                               "1-3 PAID 30.00 less 0.00"});
  house.SendRun();
  house.Pay(Id(1) + "-4", 7'000);
  house.ReturnPart(Id(1) + "-4", 4'000);
  // Each of them would find its 40.00 and 30.00, both would not.
  CHECK(house.UndoRefusal(both) == "MATCH_SUPERSEDED");
  house.ReturnPart(Id(1) + "-4", 2'999);
  CHECK(house.UndoRefusal(both) == "MATCH_SUPERSEDED");
  house.Return(v1::MATCH_RELATION_RETURN, house.NextDay({CameBack(1, 1)}) + "/1", {Id(1) + "-4"});
  Must(house.Write(&Matching::UndoMatch, Undo(both)));
  CHECK(house.CreateRun().error().reason == "NOTHING_TO_PAY");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a returned order does not stand again beside another one of the whole document") {
  CameBackHouse house(6'000);
  house.ReturnPart();
  const std::string whole =
      house.Return(v1::MATCH_RELATION_RETURN, house.NextDay({CameBack(1, 4'000)}) + "/1", {Id(1)});
  house.SendRun();
  house.Pay(Id(1) + "-2", 10'000);
  house.ReturnPart(Id(1) + "-2", 5'000);
  CHECK(Orders(house) == Texts{"1 RETURNED 100.00 less 60.00", "1-2 PAID 100.00 less 50.00"});
  CHECK(house.UndoRefusal(whole) == "MATCH_SUPERSEDED");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("what is no part of one paid order is refused by name, and a month waits for a part") {
  CameBackHouse house;
  Advanced(house, WantedAdvance(house, 5'000, "GSZ-KRG-002"));
  house.AddClaim({"GSZ-KRG-003", 3'000, 0});
  house.AddClaim({"GSZ-KRG-004", 3'000, 0});
  house.SendRun();
  const std::string day = house.NextDay(
      {Paid(2, 5'000), Paid(3, 2'000), {true, 10'000}, {true, 10'001}, {true, 100}, {false, 100}});
  const auto line = [&day](int number) { return day + "/" + std::to_string(number); };
  const auto part = [](const Texts& lines, const Texts& orders) {
    return ByHand(v1::MATCH_RELATION_PARTIAL_RETURN, lines, orders);
  };
  struct Case {
    const char* name;
    v1::AcceptMatchRequest request;
    const char* reason;
  };
  const Case cases[] = {
      {"all of it", part({line(3)}, {Id(1)}), "RETURN_NOT_PARTIAL"},
      {"more than that", part({line(4)}, {Id(1)}), "MATCH_AMOUNT_DIFFERS"},
      {"of an advance", part({line(5)}, {Id(2)}), "ADVANCE_NOT_DIVISIBLE"},
      {"of what was paid short", part({line(5)}, {Id(3)}), "ORDER_NOT_OPEN"},
      {"of what is under way", part({line(5)}, {Id(4)}), "ORDER_NOT_OPEN"},
      {"of no order", part({line(5)}, {}), "line_ids MATCH_LINES_UNFIT"},
      {"of two orders", part({line(5)}, {Id(1), Id(3)}), "line_ids MATCH_LINES_UNFIT"},
      {"two lines", part({line(5), house.back}, {Id(1)}), "line_ids MATCH_LINES_UNFIT"},
      {"money that went out", part({line(6)}, {Id(1)}), "line_ids MATCH_LINES_UNFIT"},
      {"a line that is matched", part({line(1)}, {Id(1)}), "LINE_NOT_IN_SUSPENSE"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(house.Refusal(c.request) == c.reason);
  }
  CHECK(house.Count("settlement.match") == 0);
  CHECK(house
            .Write(&Matching::AcceptMatch, part({house.back}, {Id(1)}),
                   house.house().Token(Role::kAuditor))
            .error()
            .reason == "ROLE_NOT_ALLOWED");
  house.ReturnPart();
  CHECK(house.Refusal(part({line(3)}, {Id(1)})) == "MATCH_AMOUNT_DIFFERS");
  v1::ClosePeriodRequest close;
  close.set_month("2026-10");
  CHECK(Refusals(house.Write(&Stub::ClosePeriod, close))[0] == house.claim + " CLAIM_NOT_ORDERED");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a part is accepted once: the same again, tried, and by two persons at once") {
  CameBackHouse house(6'000);
  const std::string other = house.NextDay({CameBack(1, 5'000)}) + "/1";
  auto request = ByHand(v1::MATCH_RELATION_PARTIAL_RETURN, {house.back}, {Id(1)});
  request.set_validate_only(true);
  Must(house.Write(&Matching::AcceptMatch, request));
  CHECK(house.Count("settlement.match") == 0);
  CHECK(Orders(house) == Texts{"1 PAID 100.00 less 0.00"});

  // 60.00 and 50.00 are both less than 100.00, together they are more.
  const auto offer = [&](const std::string& line, const std::string& id, const std::string& token) {
    auto offered = ByHand(v1::MATCH_RELATION_PARTIAL_RETURN, {line}, {Id(1)});
    offered.set_request_id(id);
    return Refusals(house.Call(&Matching::AcceptMatch, offered, token))[0];
  };
  const std::string finance = house.house().Token(Role::kFinance);
  auto one = std::async(std::launch::async, offer, house.back, "offer-1", finance);
  auto two = std::async(std::launch::async, offer, other, "offer-2", house.approver());
  Texts answers{one.get(), two.get()};
  std::sort(answers.begin(), answers.end());
  CHECK(answers == Texts{"MATCH_AMOUNT_DIFFERS", "OK"});
  CHECK(house.Count("settlement.match") == 1);
  CHECK(house.Verify() == Texts{});

  // The same line offered twice, and the same request.
  const std::string third = house.NextDay({CameBack(1, 1'000)}) + "/1";
  auto three = std::async(std::launch::async, offer, third, "offer-3", finance);
  auto four = std::async(std::launch::async, offer, third, "offer-4", house.approver());
  answers = {three.get(), four.get()};
  std::sort(answers.begin(), answers.end());
  CHECK(answers == Texts{"LINE_NOT_IN_SUSPENSE", "OK"});
  const std::string fourth = house.NextDay({CameBack(1, 500)}) + "/1";
  auto same = ByHand(v1::MATCH_RELATION_PARTIAL_RETURN, {fourth}, {Id(1)});
  same.set_request_id("the-same");
  const auto first = Must(house.Call(&Matching::AcceptMatch, same));
  CHECK(Must(house.Call(&Matching::AcceptMatch, same)).SerializeAsString() ==
        first.SerializeAsString());
  CHECK(house.Count("settlement.match") == 3);
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("a part is ordered again or undone, never both") {
  CameBackHouse house;
  for (int round = 0; round < 5; ++round) {
    CAPTURE(round);
    const std::string match = house.ReturnPart();
    auto undoing = Undo(match);
    undoing.set_request_id("undo-" + std::to_string(round));
    v1::CreatePaymentRunRequest ordering;
    ordering.set_request_id("order-" + std::to_string(round));
    ordering.set_month("2026-10");
    *ordering.mutable_execution_date() = Day(2026, 11, 3);
    const std::string finance = house.house().Token(Role::kFinance);
    auto undo = std::async(std::launch::async, [&] {
      return Refusals(house.Call(&Matching::UndoMatch, undoing, house.approver()))[0];
    });
    auto order = std::async(std::launch::async, [&] {
      return Refusals(house.Call(&Stub::CreatePaymentRun, ordering, finance))[0];
    });
    const Texts answers{undo.get(), order.get()};
    CHECK((answers == Texts{"OK", "NOTHING_TO_PAY"} || answers == Texts{"MATCH_SUPERSEDED", "OK"}));
    CHECK(house.Verify() == Texts{});
    if (answers[1] != "OK") continue;
    std::string run;
    house.sql() << "SELECT payment_run_id FROM settlement.payment_run WHERE state = 'DRAFT'",
        soci::into(run);
    house.Cancel(run);
    Must(house.Write(&Matching::UndoMatch, Undo(match)));
  }
}

TEST_CASE("verify finds a part that no match brought back, and a document ordered beyond its sum") {
  CameBackHouse house;
  house.ReturnPart();
  house.SendRun();
  CHECK(house.Verify() == Texts{});
  house.sql() << "UPDATE settlement.payment_order SET returned_minor = 8000"
                 " WHERE returned_minor = 8500";
  const std::string all = [&house] {
    std::string text;
    for (const std::string& difference : house.Verify()) text += difference + "\n";
    return text;
  }();
  CHECK(all.find("8000 minor units came back, its matches come to 8500") != std::string::npos);
  CHECK(all.find("has 10000 minor units to be paid, its payment orders come to 10500") !=
        std::string::npos);
}

}  // namespace
}  // namespace tirek::settlement
