// Reconciliation acts and explained tie-outs through the real door: every difference has its
// documents.
#include <map>

#include "tests/services/settlement/pilot_month.h"

namespace tirek::settlement {
namespace {

v1::CompareReconciliationActRequest Theirs(const std::string& provider, const std::string& rows) {
  v1::CompareReconciliationActRequest request;
  request.set_provider_id(provider);
  *request.mutable_start_date() = Day(2026, 10, 1);
  *request.mutable_end_date() = Day(2026, 12, 1);
  request.set_file("document_number,document_date,debit,credit\n" + rows);
  return request;
}

std::string Compared(const v1::CompareReconciliationActResponse& answer) {
  std::string all = std::to_string(answer.act().difference().minor_units()) +
                    (answer.act().agreed() ? " agreed:" : ":");
  for (const auto& line : answer.lines()) {
    all += " " + v1::ReconciliationState_Name(line.state()).substr(21) + " " + line.number() + "=" +
           line.their_number() + " " + std::to_string(line.difference().minor_units());
  }
  for (const auto& row : answer.refused_rows()) {
    all += " " + std::to_string(row.line()) + " " + row.field() + " " + row.reason();
  }
  return all;
}

TEST_CASE("an act names every document that differs, and the differences add to its difference") {
  PilotMonth month;
  struct Case {
    const char* name;
    const char* rows;
    const char* act;
  };
  const Case cases[] = {
      {"both agree",
       "GSZ-KRG-002/2026-10,31.10.2026,\"615 878,90\",\nTRK-202610-GSZ-KRG-002,"
       "2026-11-04,,614878.90\n",
       "0 agreed: AGREED GSZ-KRG-002/2026-10=GSZ-KRG-002/2026-10 0"
       " AGREED 20261102=TRK-202610-GSZ-KRG-002 0"},
      {"by day and amount", "АКТ 10,31.10.2026,615878.90,\n20261102,2026-11-03,,614878.90\n",
       "0 agreed: AGREED GSZ-KRG-002/2026-10=АКТ 10 0 AGREED 20261102=20261102 0"},
      {"a tiyn more", "АКТ 10,31.10.2026,615878.91,\n20261102,2026-11-03,,614878.90\n",
       "1: ONLY_OURS GSZ-KRG-002/2026-10= -61587890 ONLY_THEIRS =АКТ 10 61587891"
       " AGREED 20261102=20261102 0"},
      {"another amount",
       "GSZ-KRG-002/2026-10,31.10.2026,615878.90,\n20261102,2026-11-03,,615878.90\n",
       "-100000: DIFFERENT_AMOUNT 20261102=20261102 -100000"
       " AGREED GSZ-KRG-002/2026-10=GSZ-KRG-002/2026-10 0"},
      {"not received, and twice", "X,31.10.2026,615878.90,\nX,31.10.2026,615878.90,\n",
       "123075780: ONLY_THEIRS =X 61587890 ONLY_OURS 20261102= 61487890"
       " AGREED GSZ-KRG-002/2026-10=X 0"},
      {"a row that is none",
       "GSZ-KRG-002/"
       "2026-10,31.10.2026,615878.90,\n20261102,2026-11-03,,614878.90\nY,32.10.2026,x,\n",
       "0: AGREED GSZ-KRG-002/2026-10=GSZ-KRG-002/2026-10 0 AGREED 20261102=20261102 0"
       " 4 document_date INVALID_DATE 4 debit INVALID_AMOUNT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto answer = Must(
        month.house.Call(&Statements::CompareReconciliationAct, Theirs(month.short_paid, c.rows)));
    CHECK(Compared(answer) == c.act);
    const auto& act = answer.act();
    CHECK(act.ours().closing().minor_units() == 100'000);
    CHECK(act.accrued().minor_units() == 61'587'890);
    CHECK(act.paid().minor_units() == -61'487'890);
  }
  auto request = Theirs(month.short_paid, "");
  *request.mutable_start_date() = Day(2026, 11, 1);
  request.mutable_their_opening()->set_currency_code("KZT");
  request.mutable_their_opening()->set_minor_units(61'587'889);
  const auto opened = Must(month.house.Call(&Statements::CompareReconciliationAct, request)).act();
  CHECK(opened.ours().opening().minor_units() == 61'587'890);
  CHECK(opened.opening_difference().minor_units() == -1);
  request.mutable_their_opening()->set_currency_code("USD");
  CHECK(Refusals(month.house.Call(&Statements::CompareReconciliationAct, request)) ==
        Lines{"their_opening CURRENCY_MISMATCH"});
}

// What `tie-out list` says differs, step by step, against the sums of the items.
void CheckExplained(SettlementHouse& house, const std::string& provider, const Lines& expected) {
  v1::ExplainTieOutRequest request;
  request.set_provider_id(provider);
  request.set_month("2026-10");
  Lines items;
  std::map<v1::TieOutStep, long long> by_step;
  const auto explained = Must(house.Call(&Statements::ExplainTieOut, request));
  for (const auto& item : explained.items()) {
    items.push_back(std::to_string(item.step()) + " " + item.document_type() + " " + item.number() +
                    " " + std::to_string(item.difference().minor_units()));
    by_step[item.step()] += item.difference().minor_units();
  }
  CHECK(items == expected);
  v1::ListTieOutsRequest tie_outs;
  tie_outs.set_provider_id(provider);
  tie_outs.set_month("2026-10");
  const auto listed = Must(house.Call(&Stub::ListTieOuts, tie_outs));
  for (const auto& t : listed.tie_outs()) {
    const long long accrued = t.accrued().minor_units();
    const long long ordered = t.in_payment_file().minor_units();
    CHECK(by_step[v1::TIE_OUT_STEP_EVIDENCE_TO_ACCRUED] == accrued - t.evidence().minor_units() +
                                                               t.unfunded().minor_units() -
                                                               t.owed_back().minor_units());
    CHECK(by_step[v1::TIE_OUT_STEP_ACCRUED_TO_POSTED] == t.posted().minor_units() - accrued);
    CHECK(by_step[v1::TIE_OUT_STEP_POSTED_TO_PAYMENT_FILE] ==
          ordered + t.netted().minor_units() - t.posted().minor_units());
    CHECK(by_step[v1::TIE_OUT_STEP_PAYMENT_FILE_TO_STATEMENT] ==
          t.on_statement().minor_units() - ordered);
    CHECK(t.tied() == items.empty());
  }
}

TEST_CASE("the items of a month explain each difference of its tie-out") {
  SettlementHouse house;
  const std::string of_two = house.provider_of("GSZ-KRG-002");
  house.AddPilotClaims();
  CheckExplained(house, of_two, {"3 CLAIM GSZ-KRG-002/2026-10 -61587890"});
  house.SendRun();
  CheckExplained(house, of_two, {"4 PAYMENT_ORDER TRK-202610-GSZ-KRG-002 -61587890"});
  Must(house.Import(PilotFile("bank-statement.txt")));
  CheckExplained(house, of_two, {"4 PAYMENT_ORDER TRK-202610-GSZ-KRG-002 -100000"});
  CheckExplained(house, house.provider_of("GSZ-KRG-001"), {});
  house.AddAdjustment(
      ClaimOf(house, "GSZ-KRG-001"),
      {.contract_number = "GSZ-KRG-001", .payable_minor = 500, .receivable_minor = 200});
  CheckExplained(house, house.provider_of("GSZ-KRG-001"), {"3 ADJUSTMENT ADJ-2026-10-1 -500"});
}

TEST_CASE("a claim that waits, and one whose entry is not what it says, are named") {
  SettlementHouse house;
  house.AddSubmittedClaim({"GSZ-KRG-004", 900, 0});
  CheckExplained(house, house.provider_of("GSZ-KRG-004"), {"1 CLAIM GSZ-KRG-004/2026-10 -900"});
  const std::string claim = house.AddClaim({"GSZ-KRG-005", 70, 5});
  CheckExplained(house, house.provider_of("GSZ-KRG-005"), {"3 CLAIM GSZ-KRG-005/2026-10 -70"});
  house.sql() << "UPDATE billing.claim SET approved_minor = 71, unfunded_minor = 4"
                 " WHERE claim_id = '" +
                     claim + "'";
  CheckExplained(house, house.provider_of("GSZ-KRG-005"),
                 {"2 CLAIM GSZ-KRG-005/2026-10 -1", "3 CLAIM GSZ-KRG-005/2026-10 -70"});
}

}  // namespace
}  // namespace tirek::settlement
