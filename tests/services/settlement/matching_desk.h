// What the tests of matching ask of the bank and of the door, in a few letters.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/money/money.h"
#include "tests/services/settlement/bank_day.h"
#include "tests/services/settlement/settlement_house.h"
#include "tirek/settlement/v1/matching.grpc.pb.h"

namespace tirek::settlement {

using Matching = v1::BankMatchingService::Stub;
using Texts = std::vector<std::string>;

inline const CivilDate kThird = *CivilDate::FromYmd(2026, 11, 3);

inline std::string Id(int contract) { return "TRK-202610-GSZ-KRG-00" + std::to_string(contract); }
inline std::string Text(const common::v1::Money& money) {
  return Money::FromMinor(money.minor_units(), kTenge).AmountText();
}

inline BankLine Paid(int contract, long long minor) { return {false, minor, Id(contract)}; }
inline BankLine BatchOf(const std::vector<BankLine>& payments) {
  BankLine line;
  for (const BankLine& payment : payments) {
    line.minor += payment.minor;
    line.details += DetailXml(payment);
  }
  return line;
}
inline BankLine CameBack(int contract, long long minor) {
  BankLine line{true, minor, Id(contract)};
  line.return_code = "AC04";
  return line;
}

// Split, merged, a charge, an exact payment, and money from nobody.
inline std::vector<BankLine> TheDay() {
  BankLine fee{false, 150'000};
  fee.fee = true;
  return {Paid(2, 30'000'000),
          Paid(2, 31'587'890),
          BatchOf({Paid(3, 20'000'000), Paid(4, 36'803'507)}),
          fee,
          Paid(1, 133'343'365),
          {true, 1'250'000}};
}

inline Texts Suggestions(SettlementHouse& house) {
  Texts texts;
  const auto listed =
      Must(house.Call(&Matching::ListMatchSuggestions, v1::ListMatchSuggestionsRequest()));
  for (const auto& suggestion : listed.suggestions()) {
    std::string text = v1::MatchRelation_Name(suggestion.relation()).substr(15) + " " +
                       std::to_string(suggestion.confidence()) + "% lines";
    for (const auto& line : suggestion.line_ids()) text += " " + line.substr(31);
    text += " orders";
    for (const auto& order : suggestion.end_to_end_ids()) text += " " + order.substr(11);
    texts.push_back(text + " " + Text(suggestion.expected()) + "/" + Text(suggestion.found()));
    CHECK_FALSE(suggestion.why().empty());
  }
  return texts;
}

inline v1::AcceptMatchRequest Suggested(SettlementHouse& house, v1::MatchRelation relation) {
  v1::AcceptMatchRequest request;
  const auto listed =
      Must(house.Call(&Matching::ListMatchSuggestions, v1::ListMatchSuggestionsRequest()));
  for (const auto& suggestion : listed.suggestions()) {
    if (suggestion.relation() == relation) request.set_suggestion_id(suggestion.suggestion_id());
  }
  CHECK_FALSE(request.suggestion_id().empty());
  return request;
}

inline v1::BankMatch Accept(SettlementHouse& house, v1::MatchRelation relation) {
  return Must(house.Write(&Matching::AcceptMatch, Suggested(house, relation))).match();
}

inline v1::AcceptMatchRequest ByHand(v1::MatchRelation relation, const Texts& lines,
                                     const Texts& orders) {
  v1::AcceptMatchRequest request;
  request.set_relation(relation);
  request.set_reason("found by hand");
  for (const auto& line : lines) request.add_line_ids(line);
  for (const auto& order : orders) request.add_end_to_end_ids(order);
  return request;
}

inline v1::UndoMatchRequest Undo(const std::string& id) {
  v1::UndoMatchRequest request;
  request.set_match_id(id);
  request.set_reason("a mistake");
  return request;
}

// "2 PAID" of each order.
inline Texts States(SettlementHouse& house) {
  Texts texts;
  const auto listed = Must(house.Call(&Stub::ListPaymentOrders, v1::ListPaymentOrdersRequest()));
  for (const auto& order : listed.payment_orders()) {
    texts.push_back(order.end_to_end_id().substr(21) + " " +
                    v1::PaymentOrderState_Name(order.state()).substr(20));
  }
  return texts;
}

// "UNKNOWN_CREDIT 0.00/12500.00".
inline Texts Breaks(SettlementHouse& house) {
  Texts texts;
  const auto listed1 = Must(house.Call(&Stub::ListBreaks, v1::ListBreaksRequest()));
  for (const auto& found : listed1.breaks()) {
    texts.push_back(v1::BreakKind_Name(found.kind()).substr(11) + " " + Text(found.expected()) +
                    "/" + Text(found.found()));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

// Debit less credit of an account, of a provider or of the payer.
inline std::string Balance(SettlementHouse& house, const std::string& provider,
                           const char* account) {
  v1::ListLedgerAccountsRequest request;
  request.set_provider_id(provider);
  const auto listed2 = Must(house.Call(&Stub::ListLedgerAccounts, request));
  for (const auto& found : listed2.accounts()) {
    if (found.account() == account) return Text(found.balance());
  }
  return "none";
}

inline v1::TieOut TieOutOf(SettlementHouse& house, const std::string& contract) {
  v1::ListTieOutsRequest request;
  request.set_month("2026-10");
  request.set_provider_id(house.provider_of(contract));
  return Must(house.Call(&Stub::ListTieOuts, request)).tie_outs(0);
}

inline Texts Suspense(SettlementHouse& house, const v1::ListSuspenseRequest& request = {}) {
  Texts texts;
  const auto listed3 = Must(house.Call(&Matching::ListSuspense, request));
  for (const auto& item : listed3.items()) {
    texts.push_back(item.line_id().substr(31) + " " + Text(item.amount()) + " " +
                    std::to_string(item.age_days()) + " " +
                    v1::SuspenseAgeBand_Name(item.age_band()).substr(18) + " " + item.reason());
  }
  return texts;
}

struct SentHouse : SettlementHouse {
  SentHouse() {
    AddPilotClaims();
    SendRun();
  }
  // The statement's id.
  std::string Day(CivilDate day, const std::vector<BankLine>& lines) {
    return Must(Import(BankDay(day, lines))).statements(0).statement_id();
  }
};

}  // namespace tirek::settlement
