#include <doctest/doctest.h>

#include "tests/services/billing/seeded_month.h"

namespace tirek::billing {
namespace {

using access::Role;

v1::ListCapitationLinesRequest MonthRequest(const std::string& month) {
  v1::ListCapitationLinesRequest request;
  request.set_month(month);
  return request;
}

TEST_CASE("A line is explained step by step") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun run = october.Run("2026-10");
  const auto line = october.LinesOf(run.run_id()).at(1);
  v1::ExplainCapitationLineRequest request;
  request.set_line_id(line.line_id());
  const auto explained = october.house.Call(&Stub::ExplainCapitationLine, Role::kAuditor, request);
  REQUIRE(explained);
  CHECK(explained->line().SerializeAsString() == line.SerializeAsString());
  std::vector<std::string> rules;
  for (const auto& step : explained->steps()) rules.push_back(step.rule());
  CHECK(rules == std::vector<std::string>{"CAP-TARIFF", "CAP-ROUND", "CAP-DAYS", "CAP-ABSENCE",
                                          "CAP-AMOUNT", "CAP-ROUND"});
  CHECK(explained->steps(0).source() == "decree 77");
  CHECK(explained->steps(4).exact() == "2716.875");
  CHECK(explained->steps(5).result() == "2716.88 KZT");

  request.set_line_id(IdOf("lin", 1));
  const auto unknown = october.house.Call(&Stub::ExplainCapitationLine, Role::kAuditor, request);
  REQUIRE(!unknown);
  CHECK(unknown.error().reason == "LINE_NOT_FOUND");
}

TEST_CASE("Days that are not paid stand in denied lines with their reasons") {
  SeededMonth october;
  october.AddOctober();
  october.AddProvider(3, 100'000'000, 1);
  october.AddLicence(3, "2026-02-01", "2026-03-01");
  october.RecordAsOf("2026-10-15");
  october.AddPlacement(4, 3, "2026-10-03", "2026-10-20", 3);  // the child of placement 3
  october.AddPlacement(5, 3, "2026-10-02");
  october.AddPlacement(6, 3, "2026-10-02");
  october.Attend(4, 3, "2026-10-02", "2026-10-03");
  october.Attend(5, 3, "2026-10-07", "2026-10-09", "EXCUSED");
  october.Attend(5, 3, "2026-10-12", "2026-10-12");
  october.Attend(6, 3, "2026-10-12", "2026-10-12");
  october.Attend(6, 3, "2026-10-13", "2026-10-13", "HOSPITAL");
  const v1::CapitationRun run = october.Run("2026-10");
  REQUIRE(run.state() == v1::CAPITATION_RUN_STATE_COMPLETED);
  v1::ListCapitationLinesRequest request = MonthRequest("2026-10");
  request.set_ground(v1::LINE_GROUND_DENIED);
  std::vector<std::string> reasons;
  for (const auto& line : october.Lines(request)) {
    CHECK(line.amount().minor_units() == 0);
    CHECK(line.denied_amount().minor_units() > 0);
    reasons.push_back(line.placement_id().substr(29) + " " + line.reason());
  }
  CHECK(reasons == std::vector<std::string>{"4 OUTSIDE_PLACEMENT", "4 OVERLAP_OTHER_PROVIDER",
                                            "5 ABSENCE_LIMIT", "6 OVER_CAPACITY",
                                            "6 UNPAID_ABSENCE"});
  CHECK(october.Verify().empty());
}

TEST_CASE("The pages of a list of lines are of one run") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun first = october.Run("2026-10");
  v1::ListCapitationLinesRequest request = MonthRequest("2026-10");
  request.set_page_size(3);
  const auto page = october.house.Call(&Stub::ListCapitationLines, Role::kAuditor, request);
  REQUIRE(page);
  CHECK(page->lines_size() == 3);
  october.clock.Set({kMorning.micros + kDay});
  october.Run("2026-10");
  request.set_page_token(page->next_page_token());
  const auto rest = october.Lines(request);
  REQUIRE(rest.size() == 2);
  CHECK(rest[0].run_id() == first.run_id());
  CHECK(rest[0].placement_id() == IdOf("plc", 2));
  CHECK(rest[1].placement_id() == IdOf("plc", 3));

  request.set_month("2026-09");
  const auto other = october.house.Call(&Stub::ListCapitationLines, Role::kAuditor, request);
  REQUIRE(!other);
  CHECK(other.error().violations.front().reason == "PAGE_TOKEN_INVALID");
}

TEST_CASE("Lines are filtered by placement, by month and by run") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun run = october.Run("2026-10");
  v1::ListCapitationLinesRequest request = MonthRequest("2026-10");
  request.set_placement_id(IdOf("plc", 2));
  CHECK(october.Lines(request).size() == 2);
  CHECK(october.Lines(MonthRequest("2026-09")).empty());
  request = MonthRequest("2026-09");
  request.set_run_id(run.run_id());
  CHECK(october.Lines(request).empty());
  request.set_month("2026-10");
  CHECK(october.Lines(request).size() == 5);
  request.set_run_id(IdOf("run", 1));
  const auto unknown = october.house.Call(&Stub::ListCapitationLines, Role::kAuditor, request);
  REQUIRE(!unknown);
  CHECK(unknown.error().reason == "RUN_NOT_FOUND");
}

TEST_CASE("A provider sees its own lines and no run") {
  SeededMonth october;
  october.AddOctober();
  const v1::CapitationRun run = october.Run("2026-10");
  const std::string token = october.house.ProviderToken(IdOf("prv", 1));
  v1::ListCapitationLinesRequest request = MonthRequest("2026-10");
  const auto own = october.house.Call(&Stub::ListCapitationLines, token, request);
  REQUIRE(own);
  REQUIRE(own->lines_size() == 4);
  for (const auto& line : own->lines()) CHECK(line.provider_id() == IdOf("prv", 1));

  request.set_provider_id(IdOf("prv", 2));
  const auto denied = october.house.Call(&Stub::ListCapitationLines, token, request);
  REQUIRE(!denied);
  CHECK(denied.error().reason == "PROVIDER_SCOPE");

  v1::ExplainCapitationLineRequest explain;
  explain.set_line_id(october.LinesOf(run.run_id()).back().line_id());
  const auto hidden = october.house.Call(&Stub::ExplainCapitationLine, token, explain);
  REQUIRE(!hidden);
  CHECK(hidden.error().reason == "LINE_NOT_FOUND");

  v1::GetCapitationRunRequest get;
  get.set_run_id(run.run_id());
  const auto role = october.house.Call(&Stub::GetCapitationRun, token, get);
  REQUIRE(!role);
  CHECK(role.error().reason == "ROLE_NOT_ALLOWED");
}

}  // namespace
}  // namespace tirek::billing
