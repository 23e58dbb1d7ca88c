// A house in which a part of a payment comes back, and what its tests ask of the door.
#pragma once

#include "tests/services/settlement/matching_desk.h"
#include "tests/services/settlement/pilot_month.h"

namespace tirek::settlement {

// A claim of 100.00 is ordered and paid on 3 November, and `minor` of it came back on the day
// after: all but a fee of 15.00, if nobody says otherwise.
struct CameBackHouse : SettlementHouse {
  std::string claim = AddClaim({"GSZ-KRG-001", 10'000, 0});
  CivilDate today = kThird;
  std::string paid;  // the line of the payment
  std::string back;  // the line of what came back of it

  explicit CameBackHouse(long long minor = 8'500) {
    clock().Set({clock().Now().micros + 10 * kDay});  // whatever the bank books has been by then
    SendRun();
    paid = NextDay({Paid(1, 10'000)}) + "/1";
    back = NextDay({CameBack(1, minor)}) + "/1";
  }
  // What the bank books on the day after the last one; the statement's id.
  std::string NextDay(const std::vector<BankLine>& lines) {
    const std::string file = BankDay(today, lines);
    today = today + 1;
    return Must(Import(file)).statements(0).statement_id();
  }
  // Accepts that money of the payment order came back; the match's id.
  std::string Return(v1::MatchRelation relation, const std::string& line, const Texts& orders) {
    return Must(Write(&Matching::AcceptMatch, ByHand(relation, {line}, orders))).match().match_id();
  }
  std::string ReturnPart() { return Return(v1::MATCH_RELATION_PARTIAL_RETURN, back, {Id(1)}); }
  // Money of an order comes back and is accepted as a part of it.
  std::string ReturnPart(const std::string& order, long long minor) {
    BankLine line = CameBack(1, minor);
    line.end_to_end_id = order;
    return Return(v1::MATCH_RELATION_PARTIAL_RETURN, NextDay({line}) + "/1", {order});
  }
  void Pay(const std::string& order, long long minor) { NextDay({{false, minor, order}}); }
  std::string Refusal(const v1::AcceptMatchRequest& request) {
    return Refusals(Write(&Matching::AcceptMatch, request))[0];
  }
  std::string UndoRefusal(const std::string& id) {
    return Refusals(Write(&Matching::UndoMatch, Undo(id)))[0];
  }
  void Cancel(const std::string& run) {
    v1::CancelPaymentRunRequest request;
    request.set_payment_run_id(run);
    request.set_reason("not yet");
    Must(Write(&Stub::CancelPaymentRun, request));
  }
};

// "1 PAID 100.00 less 85.00" of each order.
inline Texts Orders(SettlementHouse& house) {
  Texts texts;
  const auto listed = Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest()));
  for (const auto& order : listed.payment_orders()) {
    texts.push_back(order.end_to_end_id().substr(21) + " " +
                    v1::PaymentOrderState_Name(order.state()).substr(20) + " " +
                    Text(order.amount()) + " less " + Text(order.returned()));
  }
  return texts;
}

// What is open of each document that is not paid.
inline Texts Open(SettlementHouse& house, const v1::ListPayablesRequest& request = {}) {
  Texts texts;
  const auto listed = Must(house.Call(&Statements::ListPayables, request));
  for (const auto& payable : listed.payables()) texts.push_back(Text(payable.open()));
  return texts;
}

// "POSTED_TO_PAYMENT_FILE 100.00/15.00" of each step of October that does not agree.
inline Texts Unexplained(SettlementHouse& house) {
  v1::ExplainTieOutRequest request;
  request.set_month("2026-10");
  request.set_provider_id(house.provider_of("GSZ-KRG-001"));
  Texts texts;
  const auto explained = Must(house.Call(&Statements::ExplainTieOut, request));
  for (const auto& item : explained.items()) {
    texts.push_back(v1::TieOutStep_Name(item.step()).substr(13) + " " + Text(item.before()) + "/" +
                    Text(item.after()));
  }
  return texts;
}

}  // namespace tirek::settlement
