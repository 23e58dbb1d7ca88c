// What is undone, what is refused, and what two persons cannot both accept.
#include <future>

#include "tests/services/settlement/matching_desk.h"

namespace tirek::settlement {
namespace {

TEST_CASE("every match can be undone, by the import or by a person, and leaves its trace") {
  SentHouse house;
  const std::string statement = house.Day(kThird, TheDay());
  const std::string imported = statement + "/5";
  const auto undone = Must(house.Write(&Matching::UndoMatch, Undo(imported))).match();
  CHECK(undone.undoes_id() == imported);
  CHECK(undone.reason() == "a mistake");
  CHECK(States(house)[0] == "1 SENT");
  CHECK(Balance(house, house.provider_of("GSZ-KRG-001"), "BANK_CLEARING") == "-1333433.65");
  CHECK(Suspense(house)[4] == "5 1333433.65 2 UP_TO_30_DAYS SUSPENSE_UNDONE");
  CHECK(Breaks(house).size() == 11);  // five orders on no statement, six lines in suspense
  CHECK(house.Verify() == Texts{});
  CHECK(house.Write(&Matching::UndoMatch, Undo(imported)).error().reason == "MATCH_UNDONE");

  const auto accepted = Must(house.Write(&Matching::AcceptMatch,
                                         ByHand(v1::MATCH_RELATION_PAYMENT, {imported}, {Id(1)})))
                            .match();
  CHECK(accepted.confidence() == 0);
  CHECK(States(house)[0] == "1 PAID");
  Must(house.Write(&Matching::UndoMatch, Undo(accepted.match_id())));
  CHECK(States(house)[0] == "1 SENT");
  CHECK(house.Write(&Matching::UndoMatch, Undo(accepted.match_id())).error().reason ==
        "MATCH_UNDONE");
  const auto listed = Must(house.Call(&Matching::ListMatches, v1::ListMatchesRequest())).matches();
  REQUIRE(listed.size() == 3);
  CHECK(listed[0].undoes_id() == accepted.match_id());
  CHECK(listed[1].undone_by_id() == listed[0].match_id());
  CHECK(listed[2].undoes_id() == imported);
  CHECK(house.Write(&Matching::UndoMatch, Undo(statement + "/6")).error().reason ==
        "MATCH_NOT_FOUND");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE("what does not agree to the tiyn, or is not there, is refused by name") {
  SentHouse house;
  const std::string statement = house.Day(kThird, TheDay());
  const auto line = [&statement](int number) { return statement + "/" + std::to_string(number); };
  const auto refused = [&house](const v1::AcceptMatchRequest& request) {
    return Refusals(house.Write(&Matching::AcceptMatch, request))[0];
  };
  using enum v1::MatchRelation;
  struct Case {
    const char* name;
    v1::AcceptMatchRequest request;
    const char* reason;
  };
  v1::AcceptMatchRequest gone;
  gone.set_suggestion_id("sug_" + std::string(26, '0'));
  v1::AcceptMatchRequest both = ByHand(MATCH_RELATION_FEE, {line(4)}, {});
  both.set_suggestion_id(gone.suggestion_id());
  v1::AcceptMatchRequest silent = ByHand(MATCH_RELATION_FEE, {line(4)}, {});
  silent.clear_reason();
  const Case cases[] = {
      {"nothing", {}, "reason REQUIRED"},
      {"no reason by hand", silent, "reason REQUIRED"},
      {"both ways", both, "suggestion_id MATCH_LINES_UNFIT"},
      {"not suggested", gone, "MATCH_NOT_FOUND"},
      {"another sum", ByHand(MATCH_RELATION_MERGED, {line(3)}, {Id(3), Id(5)}),
       "MATCH_AMOUNT_DIFFERS"},
      {"a return of less", ByHand(MATCH_RELATION_RETURN, {line(6)}, {Id(1)}),
       "MATCH_AMOUNT_DIFFERS"},
      {"a return of what is not paid", ByHand(MATCH_RELATION_RETURN, {line(6)}, {Id(2)}),
       "ORDER_NOT_OPEN"},
      {"a paid order", ByHand(MATCH_RELATION_PAYMENT, {line(1)}, {Id(1)}), "ORDER_NOT_OPEN"},
      {"no order", ByHand(MATCH_RELATION_PAYMENT, {line(1)}, {"TRK-NONE"}), "ORDER_NOT_OPEN"},
      {"money in as a payment", ByHand(MATCH_RELATION_PAYMENT, {line(6)}, {Id(5)}),
       "line_ids MATCH_LINES_UNFIT"},
      {"a charge of an order", ByHand(MATCH_RELATION_FEE, {line(4)}, {Id(5)}),
       "line_ids MATCH_LINES_UNFIT"},
      {"lines that do not cancel", ByHand(MATCH_RELATION_OFFSET, {line(1), line(6)}, {}),
       "MATCH_AMOUNT_DIFFERS"},
      {"a matched line", ByHand(MATCH_RELATION_PAYMENT, {line(5)}, {Id(2)}),
       "LINE_NOT_IN_SUSPENSE"},
      {"no line", ByHand(MATCH_RELATION_PAYMENT, {line(99)}, {Id(2)}), "LINE_NOT_IN_SUSPENSE"},
      {"a line twice", ByHand(MATCH_RELATION_SPLIT, {line(1), line(1)}, {Id(2)}),
       "line_ids[1] MATCH_LINES_UNFIT"},
      {"a line that is none", ByHand(MATCH_RELATION_FEE, {statement + "/01"}, {}),
       "line_ids[0] INVALID_ID"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(refused(c.request) == c.reason);
  }
  CHECK(house.Count("settlement.match") == 0);
  CHECK(Refusals(house.Write(&Matching::UndoMatch, Undo("mch_1")))[0] == "match_id INVALID_ID");
  CHECK(house
            .Write(&Matching::AcceptMatch, ByHand(MATCH_RELATION_FEE, {line(4)}, {}),
                   house.house().Token(Role::kAuditor))
            .error()
            .reason == "ROLE_NOT_ALLOWED");
  CHECK(house.Verify() == Texts{});
}

TEST_CASE(
    "the same acceptance twice is done once, tried it is not done, and of two one is refused") {
  SentHouse house;
  const std::string statement = house.Day(kThird, TheDay());
  v1::AcceptMatchRequest request = Suggested(house, v1::MATCH_RELATION_SPLIT);
  request.set_validate_only(true);
  Must(house.Write(&Matching::AcceptMatch, request));
  CHECK(house.Count("settlement.match") == 0);
  request.set_validate_only(false);
  request.set_request_id("the-same");
  const auto first = Must(house.Call(&Matching::AcceptMatch, request));
  const auto second = Must(house.Call(&Matching::AcceptMatch, request));
  CHECK(first.SerializeAsString() == second.SerializeAsString());
  CHECK(house.Count("settlement.match") == 1);

  // Two persons, two ideas of the same line and of the same order.
  const std::string line = statement + "/3";
  const auto offer = [&](const v1::AcceptMatchRequest& offered, const std::string& token) {
    auto copy = offered;
    copy.set_request_id("offer-" + offered.end_to_end_ids(0) + token.substr(0, 5));
    return Refusals(house.Call(&Matching::AcceptMatch, copy, token))[0];
  };
  const auto merged = ByHand(v1::MATCH_RELATION_MERGED, {line}, {Id(3), Id(4)});
  const auto payment = ByHand(v1::MATCH_RELATION_PAYMENT, {line}, {Id(5)});
  auto one = std::async(std::launch::async, offer, merged, house.house().Token(Role::kFinance));
  auto other = std::async(std::launch::async, offer, payment, house.approver());
  Texts answers{one.get(), other.get()};
  std::sort(answers.begin(), answers.end());
  CHECK(answers == Texts{"LINE_NOT_IN_SUSPENSE", "OK"});
  CHECK(house.Count("settlement.match") == 2);
  CHECK(house.Verify() == Texts{});
}

}  // namespace
}  // namespace tirek::settlement
