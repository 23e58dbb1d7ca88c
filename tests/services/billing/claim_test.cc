#include <set>
#include <thread>
#include <utility>

#include <doctest/doctest.h>

#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using access::Role;

std::vector<v1::ClaimLine> LinesOf(SeededMonth& month, const std::string& claim_id,
                                   v1::LineVerdict verdict = v1::LINE_VERDICT_UNSPECIFIED) {
  v1::ListClaimLinesRequest request;
  request.set_claim_id(claim_id);
  request.set_verdict(verdict);
  const auto listed = month.house.Call(&Stub::ListClaimLines, Role::kAuditor, request);
  REQUIRE(listed);
  return {listed->claim_lines().begin(), listed->claim_lines().end()};
}

// All pages of `size`.
std::vector<v1::CutDay> CutDaysOf(SeededMonth& month, const std::string& claim_id, int size) {
  v1::ListCutDaysRequest request;
  request.set_claim_id(claim_id);
  request.set_page_size(size);
  std::vector<v1::CutDay> days;
  do {
    const auto listed = month.house.Call(&Stub::ListCutDays, Role::kAuditor, request);
    REQUIRE(listed);
    CHECK(listed->cut_days_size() <= size);
    days.insert(days.end(), listed->cut_days().begin(), listed->cut_days().end());
    request.set_page_token(listed->next_page_token());
  } while (!request.page_token().empty());
  return days;
}

TEST_CASE("A claim has every line of its contract, paid and denied, and is posted once decided") {
  SeededMonth october;
  october.AddOctober();
  october.Attend(1, 1, "2026-10-12", "2026-10-12", "UNEXCUSED");
  const v1::CapitationRun run = october.Run("2026-10");

  const v1::Claim claim = october.Claim(1, "2026-10");
  CHECK(claim.state() == v1::CLAIM_STATE_SUBMITTED);
  CHECK(claim.run_id() == run.run_id());
  CHECK(claim.claimed().minor_units() == 2 * (5'433'750 + 271'688) + 543'375);
  CHECK(claim.approved().minor_units() == 0);
  CHECK(!claim.has_due_date());
  for (const auto& line : LinesOf(october, claim.claim_id())) {
    CHECK(line.verdict() == v1::LINE_VERDICT_UNSPECIFIED);
  }
  CHECK(october.Verify().empty());

  const v1::Claim judged = october.Adjudicate(claim.claim_id());
  CHECK(judged.state() == v1::CLAIM_STATE_ADJUDICATED);
  CHECK(judged.approved().minor_units() == 2 * (5'433'750 + 271'688));
  CHECK(judged.unfunded().minor_units() == 0);
  CHECK(judged.denied().minor_units() == 543'375);
  CHECK(judged.etag() != claim.etag());
  // The 2nd of November in Karaganda, and 15 days.
  CHECK(judged.due_date().month() == 11);
  CHECK(judged.due_date().day() == 17);

  const auto lines = LinesOf(october, claim.claim_id());
  REQUIRE(lines.size() == 5);
  CHECK(lines[0].placement_id() == IdOf("plc", 1));
  CHECK(lines[0].start_date().day() == 1);
  CHECK(lines[0].verdict() == v1::LINE_VERDICT_PAID);
  CHECK(lines[0].reason() == "");
  CHECK(lines[0].quantity().value() == "10");
  CHECK(lines[1].placement_id() == IdOf("plc", 2));
  CHECK(lines[4].start_date().day() == 12);
  CHECK(lines[4].verdict() == v1::LINE_VERDICT_DENIED);
  CHECK(lines[4].reason() == "UNPAID_ABSENCE");
  CHECK(lines[4].claimed().minor_units() == 543'375);
  CHECK(lines[4].denied().minor_units() == 543'375);
  CHECK(LinesOf(october, claim.claim_id(), v1::LINE_VERDICT_DENIED).size() == 1);

  const std::string entry = " FROM settlement.entry WHERE source_type = 'CLAIM' AND source_id = '" +
                            claim.claim_id() + "' AND ledger_id = '" + IdOf("prv", 1) + "'";
  CHECK(october.Count("SELECT count(*)" + entry) == 1);
  CHECK(october.Count("SELECT count(*)" + entry + " AND effective_date = '2026-10-31'") == 1);
  CHECK(october.Count("SELECT amount_minor FROM settlement.posting WHERE account = 'PAYABLE'"
                      " AND contract_id = '" +
                      IdOf("ctr", 1) + "'") == -2 * (5'433'750 + 271'688));
  CHECK(october.Verify().empty());
}

// The claim's postings on PAYABLE with this condition.
long long PostedWith(const std::string& tamper, const std::string& condition) {
  SeededMonth october;
  october.AddOctober();
  if (!tamper.empty()) october.Tamper(tamper);
  october.Run("2026-10");
  october.Adjudicate(october.Claim(1, "2026-10").claim_id());
  CHECK(october.Verify().empty());
  return october.Count("SELECT count(*) FROM settlement.posting WHERE account = 'PAYABLE' AND " +
                       condition);
}

TEST_CASE("A claim is posted with the budget code that its contract has on the month's last day") {
  CHECK(PostedWith("", "budget_code IS NULL AND funding_source IS NULL") == 1);
  const std::string signed_with = "UPDATE contracts.contract SET budget_code = '451-136'";
  CHECK(PostedWith(signed_with, "budget_code = '451-136'") == 1);
  const auto amended_on = [&](const std::string& day) {
    return signed_with +
           "; INSERT INTO contracts.contract_amendment (provider_id, contract_id, version,"
           " effective_date, source_act, services, end_date, ceiling_minor, cut_order, budget_code,"
           " record_time) SELECT provider_id, contract_id, 2, '" +
           day +
           "', 'Agreement', services, end_date, ceiling_minor, cut_order, '451-137', create_time"
           " FROM contracts.contract";
  };
  CHECK(PostedWith(amended_on("2026-10-31"), "budget_code = '451-137'") == 1);
  CHECK(PostedWith(amended_on("2026-11-01"), "budget_code = '451-136'") == 1);
}

TEST_CASE("A claim of which one budget pays every line is posted with it, of two with none") {
  const auto funded = [](const std::string& parts) {
    return R"(UPDATE contracts.state_order SET document = replace(document, '"code":"GSZ-2026"',)"
           R"( '"code":"GSZ-2026","funding_rules":[{"parts":[)" +
           parts +
           R"(],"start_date":{"year":2026,"month":1,"day":1},)"
           R"("end_date":{"year":2027,"month":1,"day":1},"source_act":"Act"}]'))";
  };
  const std::string region = R"({"payer":"REGION","share":{"value":"0.5"}})";
  const std::string state = R"({"payer":"STATE","share":{"value":"0.5"}})";
  CHECK(PostedWith(funded(R"({"payer":"REGION","share":{"value":"1"}})"),
                   "funding_source = 'REGION'") == 1);
  CHECK(PostedWith(funded(region + "," + state), "funding_source IS NULL") == 1);
}

TEST_CASE("Lines of one placement that begin on one day are all listed, whatever the page") {
  SeededMonth october;
  october.AddOctober();
  october.Run("2026-10");
  // As a cap leaves them that divides a row.
  october.Tamper("UPDATE billing.capitation_line SET part = 1, placement_id = '" + IdOf("plc", 1) +
                 "' WHERE placement_id = '" + IdOf("plc", 2) + "'");
  v1::ListClaimLinesRequest request;
  request.set_claim_id(october.Claim(1, "2026-10").claim_id());
  request.set_page_size(1);
  std::set<std::string> listed;
  do {
    const auto page = october.house.Call(&Stub::ListClaimLines, Role::kAuditor, request);
    REQUIRE(page);
    for (const auto& line : page->claim_lines()) listed.insert(line.line_id());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  CHECK(listed.size() == 4);
}

// Two children of ten days each, the second admitted later; the ceiling pays fifteen days. What is
// approved of the first and of the second.
std::pair<long long, long long> ApprovedUnder(const std::string& tamper) {
  SeededMonth october;
  october.RecordAsOf("2026-09-15");
  october.AddProvider(1, 15 * 543'375);
  october.AddPlacement(1, 1, "2026-09-20");
  october.AddPlacement(2, 1, "2026-09-25");
  october.RecordAsOf("2026-10-31");
  for (const int child : {1, 2}) october.Attend(child, 1, "2026-10-01", "2026-10-10");
  if (!tamper.empty()) october.Tamper(tamper);
  october.Run("2026-10");
  const v1::Claim claim = october.Adjudicate(october.Claim(1, "2026-10").claim_id());
  CHECK(claim.approved().minor_units() == 15 * 543'375);
  CHECK(claim.unfunded().minor_units() == 5 * 543'375);
  const auto lines = LinesOf(october, claim.claim_id());
  REQUIRE(lines.size() == 2);
  return {lines[0].approved().minor_units(), lines[1].approved().minor_units()};
}

TEST_CASE("A ceiling cuts in the order of the contract, or else of its order") {
  const std::pair by_day(8LL * 543'375, 7LL * 543'375);
  const std::pair by_admission(10LL * 543'375, 5LL * 543'375);
  const std::string of_order =
      "UPDATE contracts.state_order SET document = replace(document, '\"code\":\"GSZ-2026\"',"
      " '\"code\":\"GSZ-2026\",\"cut_order\":\"CUT_ORDER_LATEST_ADMISSION_FIRST\"')";
  CHECK(ApprovedUnder("") == by_day);
  CHECK(ApprovedUnder("UPDATE contracts.contract SET cut_order = 'LATEST_ADMISSION_FIRST'") ==
        by_admission);
  CHECK(ApprovedUnder(of_order) == by_admission);
  CHECK(ApprovedUnder(of_order + "; UPDATE contracts.contract SET cut_order ="
                                 " 'LATEST_DAY_FIRST'") == by_day);
}

TEST_CASE("What exceeds the ceiling is kept as unfunded, and the next month finds it used up") {
  SeededMonth months;
  months.AddTwoMonths(6'000'000);
  const v1::Claim september = months.Adjudicate(months.Claim(1, "2026-09").claim_id());
  CHECK(september.approved().minor_units() == 5'433'750);
  CHECK(september.unfunded().minor_units() == 0);
  const v1::Claim october = months.Adjudicate(months.Claim(1, "2026-10").claim_id());
  CHECK(october.claimed().minor_units() == 5'433'750);
  CHECK(october.approved().minor_units() == 566'250);
  CHECK(october.unfunded().minor_units() == 4'867'500);
  const auto lines = LinesOf(months, october.claim_id());
  // The 2nd crosses the ceiling; the days after it are cut whole.
  const auto days = CutDaysOf(months, october.claim_id(), 4);
  REQUIRE(days.size() == 9);
  CHECK(days[0].date().day() == 2);
  CHECK(days[0].claimed().minor_units() == 543'375);
  CHECK(days[0].unfunded().minor_units() == 2 * 543'375 - 566'250);
  CHECK(days[0].quantity().value() == "1");
  CHECK(days[0].reason() == "CEILING_EXCEEDED");
  CHECK(days[0].line_id() == lines[0].line_id());
  CHECK(days[0].person_id() == lines[0].person_id());
  long long unfunded = 0;
  for (const auto& day : days) unfunded += day.unfunded().minor_units();
  CHECK(unfunded == october.unfunded().minor_units());
  CHECK(CutDaysOf(months, september.claim_id(), 4).empty());
  CHECK(months.Verify().empty());
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].verdict() == v1::LINE_VERDICT_REDUCED);
  CHECK(lines[0].reason() == "CEILING_EXCEEDED");
  CHECK(
      months.Count("SELECT sum(amount_minor) FROM settlement.posting WHERE account = 'UNFUNDED'") ==
      4'867'500);
  CHECK(months.Verify().empty());
  months.Tamper("DELETE FROM billing.cut_day WHERE position = 3");
  CHECK(months.Verify().size() == 1);
}

TEST_CASE("Two claims decided at the same time do not use the same ceiling") {
  SeededMonth months;
  months.AddTwoMonths(6'000'000);
  const std::string claims[] = {months.Claim(1, "2026-09").claim_id(),
                                months.Claim(1, "2026-10").claim_id()};
  const std::string token = months.house.Token(Role::kFinance);
  std::vector<std::thread> threads;
  for (const std::string& claim_id : claims) {
    threads.emplace_back([&months, &token, claim_id] {
      v1::AdjudicateClaimRequest request;
      request.set_request_id("of-" + claim_id);
      request.set_claim_id(claim_id);
      months.house.Call(&Stub::AdjudicateClaim, token, request).has_value();
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(months.Count("SELECT count(*) FROM billing.claim WHERE state = 'ADJUDICATED'") == 2);
  CHECK(months.Count("SELECT sum(approved_minor) FROM billing.claim") == 6'000'000);
  CHECK(months.Verify().empty());
}

TEST_CASE("A claim that came to nothing is decided without an entry") {
  SeededMonth october;
  october.AddOctober();
  october.AddProvider(3);
  october.AddPlacement(5, 3, "2026-10-01");
  october.Attend(5, 3, "2026-10-01", "2026-10-01", "UNEXCUSED");
  october.Run("2026-10");
  const v1::Claim claim = october.Adjudicate(october.Claim(3, "2026-10").claim_id());
  CHECK(claim.denied().minor_units() == 543'375);
  CHECK(claim.approved().minor_units() == 0);
  CHECK(october.Count("SELECT count(*) FROM settlement.entry") == 0);
  CHECK(october.Verify().empty());
}

TEST_CASE("A claim is refused until there is something to claim, and after it was made") {
  SeededMonth october;
  october.AddOctober();
  const auto reason = [](const auto& result) {
    return result ? std::string("made") : result.error().reason;
  };
  CHECK(reason(october.TryClaim(9, "2026-10")) == "CONTRACT_NOT_FOUND");
  CHECK(reason(october.TryClaim(1, "2026-10")) == "RUN_NOT_COMPLETED");
  october.AddProvider(3);
  october.Run("2026-10");
  CHECK(reason(october.TryClaim(3, "2026-10")) == "CLAIM_EMPTY");
  CHECK(reason(october.TryClaim(1, "2026-10")) == "made");
  CHECK(reason(october.TryClaim(1, "2026-10")) == "CLAIM_EXISTS");

  v1::CreateClaimRequest request;
  request.set_request_id("shape");
  request.set_provider_id("prv_1");
  request.set_contract_id("");
  request.set_month("October");
  const auto refused = october.house.Call(&Stub::CreateClaim, Role::kFinance, request);
  REQUIRE(!refused);
  CHECK(refused.error().violations.size() == 3);
  // Another provider's contract is none of this one's.
  request.set_provider_id(IdOf("prv", 1));
  request.set_contract_id(IdOf("ctr", 2));
  request.set_month("2026-10");
  CHECK(reason(october.house.Call(&Stub::CreateClaim, Role::kFinance, request)) ==
        "CONTRACT_NOT_FOUND");
}

TEST_CASE("A month is claimed when it is over and as long as it is open") {
  SeededMonth october;
  october.AddOctober();
  const Instant morning = october.clock.Now();
  october.clock.Set({1'793'473'199'000'000});  // a second before midnight of 31 October
  october.Run("2026-10");
  october.clock.Set(morning);
  const auto early = october.TryClaim(1, "2026-10");
  REQUIRE(!early);
  CHECK(early.error().reason == "RUN_BEFORE_MONTH_END");
  october.clock.Set({morning.micros + 1});
  october.Run("2026-10");
  october.Tamper(
      "INSERT INTO settlement.period (month, state, close_time, closed_by)"
      " VALUES ('2026-10', 'CLOSED', now(), 'finance')");
  const auto late = october.TryClaim(1, "2026-10");
  REQUIRE(!late);
  CHECK(late.error().reason == "PERIOD_CLOSED");
  CHECK(october.Count("SELECT count(*) FROM billing.claim") == 0);
  october.Tamper("DELETE FROM settlement.period");
  CHECK(october.TryClaim(1, "2026-10"));
}

TEST_CASE("A claim is decided once, as it was read, while its month is open") {
  SeededMonth october;
  october.AddOctober();
  october.Run("2026-10");
  const v1::Claim claim = october.Claim(1, "2026-10");
  v1::AdjudicateClaimRequest request;
  request.set_request_id("decide");
  request.set_claim_id(claim.claim_id());
  request.set_etag("999");
  const auto stale = october.house.Call(&Stub::AdjudicateClaim, Role::kFinance, request);
  REQUIRE(!stale);
  CHECK(stale.error().kind == ErrorKind::kConflict);
  CHECK(stale.error().reason == "ETAG_MISMATCH");

  october.Tamper(
      "INSERT INTO settlement.period (month, state, close_time, closed_by)"
      " VALUES ('2026-10', 'CLOSED', now(), 'finance') ON CONFLICT (month) DO UPDATE"
      " SET state = excluded.state, close_time = excluded.close_time,"
      " closed_by = excluded.closed_by");
  request.set_etag(claim.etag());
  const auto closed = october.house.Call(&Stub::AdjudicateClaim, Role::kFinance, request);
  REQUIRE(!closed);
  CHECK(closed.error().reason == "PERIOD_CLOSED");
  CHECK(october.Count("SELECT count(*) FROM billing.line_decision") == 0);
  CHECK(october.Count("SELECT sum(accepted_minor) FROM billing.contract_use") == 0);
  october.Tamper("DELETE FROM settlement.period");

  request.set_validate_only(true);
  const auto tried = october.house.Call(&Stub::AdjudicateClaim, Role::kFinance, request);
  REQUIRE(tried);
  CHECK(tried->claim().state() == v1::CLAIM_STATE_ADJUDICATED);
  CHECK(october.Count("SELECT count(*) FROM settlement.entry") == 0);
  CHECK(october.Count("SELECT count(*) FROM billing.line_decision") == 0);

  request.set_validate_only(false);
  const auto decided = october.house.Call(&Stub::AdjudicateClaim, Role::kFinance, request);
  REQUIRE(decided);
  CHECK(decided->claim().approved().minor_units() == tried->claim().approved().minor_units());
  const auto again = october.house.Call(&Stub::AdjudicateClaim, Role::kFinance, request);
  REQUIRE(again);
  CHECK(again->SerializeAsString() == decided->SerializeAsString());
  CHECK(october.Count("SELECT count(*) FROM settlement.entry") == 1);

  const auto twice = october.TryAdjudicate(claim.claim_id());
  REQUIRE(!twice);
  CHECK(twice.error().reason == "CLAIM_ADJUDICATED");
  const auto unknown = october.TryAdjudicate(IdOf("clm", 1));
  REQUIRE(!unknown);
  CHECK(unknown.error().reason == "CLAIM_NOT_FOUND");
}

}  // namespace
}  // namespace tirek::billing
