// Late facts through the door: what they change in months that were billed, and how it is posted.
#include <doctest/doctest.h>

#include "tests/services/billing/retro_house.h"

namespace tirek::billing {
namespace {

using access::Role;
using Texts = std::vector<std::string>;

// October of two providers, billed on 2 November: provider 1 with two children for ten days at
// 5433.75 and an excused day at half of it, provider 2 with one child for twenty days.
void BillOctober(RetroHouse& house) {
  house.AddOctober();
  house.Run("2026-10");
  house.Bill(1, "2026-10");
  house.Bill(2, "2026-10");
}

long long Balance(RetroHouse& house, int provider, const std::string& account) {
  return house.Count(
      "SELECT coalesce(sum(amount_minor), 0)::bigint FROM settlement.posting"
      " WHERE ledger_id = '" +
      IdOf("prv", provider) + "' AND account = '" + account + "'");
}

TEST_CASE("Nothing was recorded late: nothing is found, and nothing posted") {
  RetroHouse october;
  BillOctober(october);
  CHECK(Briefs(october.Check()).empty());
  CHECK(october.Post().empty());
  CHECK(october.Verify().empty());
}

TEST_CASE("A corrected day is found by itself, posted once, and corrected from there") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.Correct(1, 1, "2026-10-05", "UNEXCUSED");
  const auto found = october.Check();
  CHECK(Briefs(found) ==
        Texts{"2026-10 ATTENDANCE_CORRECTED 54337.50 48903.75 -5433.75: 2026-10-05: was attended,"
              " paid, is absent UNEXCUSED, denied as UNPAID_ABSENCE"});
  CHECK(found.differences(0).placement_id() == IdOf("plc", 1));
  CHECK(found.differences(0).original_line_ids_size() == 1);
  CHECK(found.lines() == 1);
  CHECK(found.by_provider(0).name() == "230840990011");
  CHECK(found.by_reason(0).name() == "ATTENDANCE_CORRECTED");
  CHECK(found.by_reason(0).difference().minor_units() == -543375);
  CHECK(october.Count("SELECT count(*) FROM billing.adjustment") == 0);

  auto posted = october.Post();
  REQUIRE(posted.size() == 1);
  CHECK(Brief(posted[0]) == "ADJ-2026-11-1 -5433.75 = 0.00 - 5433.75 + 0.00");
  CHECK(posted[0].recovery_size() == 1);
  CHECK(posted[0].recovery(0).month() == "2026-11");
  CHECK(Briefs(october.LinesOf(posted[0])) == Briefs(found));
  CHECK(Balance(october, 1, "RECEIVABLE") == 543375);
  CHECK(october.Verify().empty());
  CHECK(october.Post().empty());

  // Away with an excuse after all: two excused days at half are one line, rounded once.
  october.ComesDay("2026-11-06");
  october.CorrectAgain(1, 1, "2026-10-05", "EXCUSED");
  posted = october.Post();
  REQUIRE(posted.size() == 1);
  CHECK(Brief(posted[0]) == "ADJ-2026-11-2 2716.87 = 2716.87 - 0.00 + 0.00");
  CHECK(october.Verify().empty());

  // And there all the time: back to what was claimed.
  october.ComesDay("2026-11-07");
  october.CorrectAgain(1, 1, "2026-10-05", "");
  posted = october.Post();
  REQUIRE(posted.size() == 1);
  CHECK(posted[0].difference().minor_units() == 543375 - 271687);
  for (const auto& line : october.LinesOf(posted[0])) CHECK(line.original_line_ids_size() > 0);
  CHECK(october.Count("SELECT sum(difference_minor)::bigint FROM billing.adjustment") == 0);
  CHECK(october.Verify().empty());
}

TEST_CASE("A line that an adjustment bills is explained like one that a run computed") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.Correct(1, 1, "2026-10-05", "UNEXCUSED");
  const auto lines = october.LinesOf(october.Post().at(0));
  REQUIRE(lines.size() == 1);
  long long new_minor = 0;
  for (const std::string& id : lines[0].new_line_ids()) {
    v1::ExplainCapitationLineRequest request;
    request.set_line_id(id);
    const auto explained =
        october.house.Call(&Stub::ExplainCapitationLine, Role::kFinance, request);
    REQUIRE(explained);
    CHECK(explained->steps_size() > 0);
    CHECK(explained->line().run_id().empty());
    CHECK(explained->line().line_id() == id);
    new_minor += explained->line().amount().minor_units();
    const std::string other = october.house.ProviderToken(IdOf("prv", 2));
    CHECK(october.house.Call(&Stub::ExplainCapitationLine, other, request).error().reason ==
          "LINE_NOT_FOUND");
  }
  CHECK(new_minor == lines[0].new_amount().minor_units());
}

TEST_CASE("A death recorded late takes back the days after it, whoever else was there") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.EndPlacement(3, 2, 2, "2026-10-12");
  const auto posted = october.Post();
  REQUIRE(posted.size() == 1);
  CHECK(Briefs(october.LinesOf(posted[0])) ==
        Texts{"2026-10 PLACEMENT_CHANGED 108675.00 59771.25 -48903.75: 2026-10-12: was paid, is"
              " denied as DISCHARGE_DAY; 2026-10-13 to 2026-10-20: was paid, is denied as"
              " OUTSIDE_PLACEMENT"});
  CHECK(posted[0].provider_id() == IdOf("prv", 2));
  CHECK(october.Verify().empty());
}

TEST_CASE("E7: a tariff adopted in November for October is posted to all, previewed by its order") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.AmendOrder(2, "2026-10-06", "6000.00");
  v1::CheckLateFactsRequest preview;
  preview.set_order_id(IdOf("ord", 1));
  const auto found = october.Check(preview);
  CHECK(found.lines() == 5);
  CHECK(found.by_reason_size() == 1);
  CHECK(found.by_reason(0).name() == "TARIFF_CHANGED");
  // 5 + 5 attended days and a half of each, then 15 days: 566.25 more a day.
  CHECK(found.by_provider(0).difference().minor_units() == 2 * (5 * 56625 + 28312));
  CHECK(found.by_provider(1).difference().minor_units() == 15 * 56625);
  CHECK(found.differences(0).what() ==
        "2026-10-06 to 2026-10-10: was tariff T-DAY, is tariff T-DAY-2");

  v1::PostAdjustmentsRequest request;
  request.set_order_id(IdOf("ord", 1));
  request.set_choice(v1::SETTLEMENT_CHOICE_GROSS_REVERSAL);
  const auto posted = october.TryPost(request);
  REQUIRE(posted);
  REQUIRE(posted->adjustments_size() == 2);
  CHECK(Brief(posted->adjustments(1)) == "ADJ-2026-11-2 8493.75 = 117168.75 - 108675.00 + 0.00");
  CHECK(Balance(october, 2, "RECEIVABLE") == 10867500);
  CHECK(october.Verify().empty());
  CHECK(Briefs(october.Check()).empty());
}

TEST_CASE("What another provider's fact changes is found, too") {
  RetroHouse october;
  BillOctober(october);
  // The child of provider 2 was with provider 1 on two of its days, admitted earlier.
  october.RecordAsOf("2026-09-01");
  october.AddPlacement(4, 1, "2026-09-10", "9999-12-31", 3);
  october.ComesDay("2026-11-05");
  october.Attend(4, 1, "2026-10-01", "2026-10-02");
  const auto found = october.Check();
  CHECK(Briefs(found) ==
        Texts{"2026-10 ATTENDANCE_CORRECTED 0.00 10867.50 10867.50: 2026-10-01 to 2026-10-02: was"
              " not billed, is attended",
              "2026-10 OTHER_FACT 108675.00 97807.50 -10867.50: 2026-10-01 to 2026-10-02: was"
              " paid, is denied as OVERLAP_OTHER_PROVIDER"});
  october.Post();
  CHECK(october.Verify().empty());
}

TEST_CASE("A full place is judged as a whole: the day that one child frees is another's") {
  RetroHouse october;
  october.RecordAsOf("2026-09-15");
  october.AddProvider(1, 100'000'000, 1);
  october.AddPlacement(1, 1, "2026-09-20");
  october.AddPlacement(2, 1, "2026-09-21");
  october.RecordAsOf("2026-10-31");
  for (const int child : {1, 2}) october.Attend(child, 1, "2026-10-01", "2026-10-04");
  october.Run("2026-10");
  october.Bill(1, "2026-10");
  october.ComesDay("2026-11-05");
  october.Correct(1, 1, "2026-10-03", "UNEXCUSED");
  const auto found = october.Check();
  CHECK(Briefs(found) ==
        Texts{"2026-10 ATTENDANCE_CORRECTED 21735.00 16301.25 -5433.75: 2026-10-03: was attended,"
              " paid, is absent UNEXCUSED, denied as UNPAID_ABSENCE",
              "2026-10 OTHER_FACT 0.00 5433.75 5433.75: 2026-10-03: was denied as OVER_CAPACITY,"
              " is paid"});
  october.Post();
  CHECK(october.Verify().empty());
}

TEST_CASE("A contract that was amended late is found by its provider") {
  RetroHouse october;
  october.RecordAsOf("2026-09-15");
  october.AddProvider(1);
  october.AddPlacement(1, 1, "2026-09-20");
  october.RecordAsOf("2026-10-31");
  october.Attend(1, 1, "2026-10-01", "2026-10-04");
  october.Run("2026-10");
  october.Bill(1, "2026-10");
  october.ComesDay("2026-11-05");
  october.AmendContract(1, 1, 2, "2026-10-03", "home-care", "2027-01-01");
  CHECK(Briefs(october.Check()) ==
        Texts{"2026-10 CONTRACT_CHANGED 21735.00 10867.50 -10867.50: 2026-10-03 to 2026-10-04:"
              " was paid, is denied as OUTSIDE_CONTRACT"});
  october.Post();
  CHECK(october.Verify().empty());
}

TEST_CASE("A ceiling holds for adjustments: what is above it is unfunded, and taken back first") {
  RetroHouse october;
  october.RecordAsOf("2026-09-15");
  october.AddProvider(1, 2'000'000);
  october.AddPlacement(1, 1, "2026-09-20");
  october.RecordAsOf("2026-10-31");
  october.Attend(1, 1, "2026-10-01", "2026-10-03");
  october.Run("2026-10");
  CHECK(october.Bill(1, "2026-10").approved().minor_units() == 1630125);
  october.ComesDay("2026-11-05");
  october.Attend(1, 1, "2026-10-04", "2026-10-05");
  auto posted = october.Post();
  REQUIRE(posted.size() == 1);
  CHECK(Brief(posted[0]) == "ADJ-2026-11-1 10867.50 = 3698.75 - 0.00 + 7168.75");
  october.ComesDay("2026-11-06");
  october.Correct(1, 1, "2026-10-04", "UNEXCUSED");
  october.Correct(1, 1, "2026-10-05", "UNEXCUSED");
  posted = october.Post();
  REQUIRE(posted.size() == 1);
  CHECK(Brief(posted[0]) == "ADJ-2026-11-2 -10867.50 = 0.00 - 3698.75 + -7168.75");
  CHECK(Balance(october, 1, "UNFUNDED") == 0);
  CHECK(october.Verify().empty());
}

TEST_CASE("Instalments are planned under a percentage of what the contract pays") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.EndPlacement(3, 2, 2, "2026-10-12");
  v1::PostAdjustmentsRequest request;
  request.set_provider_id(IdOf("prv", 2));
  request.set_choice(v1::SETTLEMENT_CHOICE_INSTALMENTS);
  request.mutable_instalment_percent()->set_value("20");
  request.set_validate_only(true);
  auto posted = october.TryPost(request);
  REQUIRE(posted);
  REQUIRE(posted->adjustments_size() == 1);
  CHECK(october.Count("SELECT count(*) FROM billing.adjustment") == 0);

  request.set_validate_only(false);
  posted = october.TryPost(request);
  REQUIRE(posted);
  REQUIRE(posted->adjustments_size() == 1);
  const v1::Adjustment& adjustment = posted->adjustments(0);
  CHECK(Brief(adjustment) == "ADJ-2026-11-1 -48903.75 = 0.00 - 48903.75 + 0.00");
  std::string plan;
  for (const auto& part : adjustment.recovery()) {
    plan += part.month() + " " + std::to_string(part.amount().minor_units()) + "; ";
  }
  CHECK(plan == "2026-11 2173500; 2026-12 2173500; 2027-01 543375; ");
  CHECK(october.Verify().empty());
}

TEST_CASE(
    "The same request posts once, and what it had posted before it broke off is not repeated") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.AmendOrder(2, "2026-10-06", "6000.00");
  v1::PostAdjustmentsRequest request;
  request.set_request_id("late");
  request.set_choice(v1::SETTLEMENT_CHOICE_NET_IN_MONTH);
  const auto first = october.TryPost(request);
  REQUIRE(first);
  CHECK(first->adjustments_size() == 2);
  const auto again = october.TryPost(request);
  REQUIRE(again);
  CHECK(again->SerializeAsString() == first->SerializeAsString());
  // As if the server had died before the request was answered.
  october.Tamper("DELETE FROM billing.request WHERE request_id = 'late'");
  const auto repeated = october.TryPost(request);
  REQUIRE(repeated);
  CHECK(repeated->SerializeAsString() == first->SerializeAsString());
  CHECK(october.Count("SELECT count(*) FROM billing.adjustment") == 2);
}

TEST_CASE("A claim that is adjudicated after a search is searched from its own run on") {
  RetroHouse october;
  october.AddOctober();
  october.Run("2026-10");
  october.Bill(2, "2026-10");
  october.ComesDay("2026-11-05");
  october.Correct(1, 1, "2026-10-05", "UNEXCUSED");
  CHECK(october.Post().empty());
  october.ComesDay("2026-11-06");
  october.Bill(1, "2026-10");
  CHECK(october.Check().lines() == 1);
}

TEST_CASE("Months before the look-back are left alone") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2027-01-05");
  october.Correct(1, 1, "2026-10-05", "UNEXCUSED");
  v1::CheckLateFactsRequest request;
  request.set_look_back_months(2);
  CHECK(october.Check(request).lines() == 0);
  request.set_look_back_months(3);
  CHECK(october.Check(request).lines() == 1);
}

TEST_CASE("Postings are refused while a month is computed, and while another request posts") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.Correct(1, 1, "2026-10-05", "UNEXCUSED");
  v1::PostAdjustmentsRequest request;
  request.set_choice(v1::SETTLEMENT_CHOICE_NET_IN_MONTH);
  // As another program that computes the run would hold it.
  const std::string held = "run_7zzzzzzzzzzzzzzzzzzzzzzzzz";
  october.house.sql() << "SELECT pg_advisory_lock(hashtextextended('billing.capitation_run " +
                             held + "', 0))";
  october.house.sql() << "INSERT INTO billing.capitation_run (run_id, month, known_at, state,"
                         " currency_code, create_time) VALUES ('" +
                             held + "', '2026-10', now(), 'RUNNING', 'KZT', now())";
  auto refused = october.TryPost(request);
  REQUIRE(!refused);
  CHECK(refused.error().reason == "RUN_IN_PROGRESS");
  CHECK(refused.error().metadata.at("month") == "2026-10");
  CHECK(october.Check().lines() == 1);
  october.Tamper("DELETE FROM billing.capitation_run WHERE run_id = '" + held + "'");

  october.house.sql() << "SELECT pg_advisory_lock(hashtextextended('billing.adjustment', 0))";
  refused = october.TryPost(request);
  REQUIRE(!refused);
  CHECK(refused.error().reason == "ADJUSTMENTS_IN_PROGRESS");
  CHECK(refused.error().kind == ErrorKind::kConflict);
  october.house.sql() << "SELECT pg_advisory_unlock(hashtextextended('billing.adjustment', 0))";
  CHECK(october.TryPost(request));
}

TEST_CASE("Requests that cannot be meant are refused field by field") {
  RetroHouse october;
  v1::PostAdjustmentsRequest request;
  request.set_provider_id("x");
  request.set_order_id("x");
  request.set_look_back_months(121);
  request.set_choice(v1::SETTLEMENT_CHOICE_INSTALMENTS);
  request.mutable_instalment_percent()->set_value("100.5");
  auto refused = october.TryPost(request);
  REQUIRE(!refused);
  std::string reasons;
  for (const Violation& v : refused.error().violations) reasons += v.field + " " + v.reason + "; ";
  CHECK(reasons ==
        "provider_id INVALID_ID; order_id INVALID_ID; look_back_months OUT_OF_RANGE;"
        " instalment_percent INSTALMENT_PERCENT_OUT_OF_RANGE; ");
  request = {};
  request.set_choice(v1::SETTLEMENT_CHOICE_NET_IN_MONTH);
  request.mutable_instalment_percent()->set_value("10");
  refused = october.TryPost(request);
  REQUIRE(!refused);
  CHECK(refused.error().violations[0].reason == "FIELD_OF_OTHER_CHOICE");
  request = {};
  refused = october.TryPost(request);
  REQUIRE(!refused);
  CHECK(refused.error().violations[0].reason == "CHOICE_UNKNOWN");

  v1::GetAdjustmentRequest get;
  get.set_adjustment_id(IdOf("adj", 1));
  const auto missing = october.house.Call(&RetroStub::GetAdjustment, Role::kAuditor, get);
  REQUIRE(!missing);
  CHECK(missing.error().reason == "ADJUSTMENT_NOT_FOUND");
}

TEST_CASE("A provider sees its own adjustments and why, and nobody else's") {
  RetroHouse october;
  BillOctober(october);
  october.ComesDay("2026-11-05");
  october.AmendOrder(2, "2026-10-06", "6000.00");
  const auto posted = october.Post();
  REQUIRE(posted.size() == 2);
  const std::string token = october.house.ProviderToken(IdOf("prv", 1));
  const auto listed =
      october.house.Call(&RetroStub::ListAdjustments, token, v1::ListAdjustmentsRequest());
  REQUIRE(listed);
  REQUIRE(listed->adjustments_size() == 1);
  CHECK(listed->adjustments(0).number() == "ADJ-2026-11-1");
  v1::ListAdjustmentLinesRequest lines;
  lines.set_adjustment_id(posted[1].adjustment_id());
  const auto others = october.house.Call(&RetroStub::ListAdjustmentLines, token, lines);
  REQUIRE(!others);
  CHECK(others.error().reason == "ADJUSTMENT_NOT_FOUND");
  v1::ListAdjustmentsRequest by_number;
  by_number.set_number("ADJ-2026-11-2");
  const auto found = october.house.Call(&RetroStub::ListAdjustments, Role::kAuditor, by_number);
  REQUIRE(found);
  CHECK(found->adjustments_size() == 1);
}

}  // namespace
}  // namespace tirek::billing
