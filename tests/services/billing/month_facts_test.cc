#include "services/billing/month_facts.h"

#include <doctest/doctest.h>

#include "tests/services/billing/sample_rows.h"

namespace tirek::billing {
namespace {

using order::Day;
using order::Days;
using order::Number;

TEST_CASE("The facts of a placement come from its place, its provider and its person") {
  MonthRows rows = RowsOf(order::SampleOrder());
  rows.decisions = {{{"dec_1", Days("2026-01-01", "2026-10-14")}, "psn_1", "day-care", "light"},
                    {{"dec_2", Days("2026-10-10", "2026-12-31")}, "psn_1", "day-care", "severe"},
                    {{"dec_3", order::Year2026()}, "psn_1", "home-care", "other"},
                    {{"dec_4", order::Year2026()}, "psn_2", "day-care", "other"}};
  Attend(rows, "plc_1", "2026-10-01", "2026-10-03");
  const auto facts = FactsOf(rows);
  REQUIRE(facts);
  REQUIRE(facts->placements.size() == 1);
  const capitation::PlacementFacts& placement = facts->placements.front();
  CHECK(placement.placement_id == "plc_1");
  CHECK(placement.contract_id == "ctr_1");
  CHECK(placement.admission_key == "1970-01-01T00:00:00.000007Z");
  CHECK(placement.attendance.size() == 3);
  // The decision that began last holds where two do; days of the month alone are asked about.
  REQUIRE(placement.categories.size() == 2);
  CHECK(placement.categories[0].category == "light");
  CHECK(placement.categories[0].period == Days("2026-10-01", "2026-10-09"));
  CHECK(placement.categories[1].category == "severe");
  CHECK(placement.categories[1].period == Days("2026-10-10", "2026-10-31"));
  REQUIRE(facts->places.size() == 1);
  CHECK(facts->places.front().capacity == 2);
  CHECK(facts->places.front().licences == std::vector<Period>{order::Year2026()});
  REQUIRE(facts->contracts.size() == 1);
  CHECK(facts->contracts.front().order == &rows.orders.at("ord_1"));
}

TEST_CASE("A place without walls has no capacity") {
  using enum order::DeliveryCondition;
  const struct {
    order::DeliveryCondition condition;
    bool limited;
  } cases[] = {{kStationary, true},
               {kSemiStationary, true},
               {kTemporary, true},
               {kHome, false},
               {kRemote, false}};
  for (const auto& row : cases) {
    CAPTURE(DeliveryConditionName(row.condition));
    MonthRows rows = RowsOf(order::SampleOrder());
    rows.places.front().condition = row.condition;
    Attend(rows, "plc_1", "2026-10-01", "2026-10-01");
    CHECK(FactsOf(rows)->places.front().capacity.has_value() == row.limited);
  }
}

TEST_CASE("A day belongs to the contract that covers it, the earliest number first") {
  const Period year = order::Year2026();
  const struct {
    const char* what;
    std::vector<ContractRow> contracts;
    const char* expected;
  } cases[] = {
      {"two cover it",
       {{"ctr_b", "N-2", "prv_1", "ord_1", {"day-care"}, year},
        {"ctr_a", "N-1", "prv_1", "ord_1", {"other", "day-care"}, year}},
       "ctr_a"},
      {"one covers it",
       {{"ctr_a", "N-1", "prv_1", "ord_1", {"day-care"}, Days("2026-01-01", "2026-09-30")},
        {"ctr_b", "N-2", "prv_1", "ord_1", {"day-care"}, Days("2026-10-01", "2026-12-31")}},
       "ctr_b"},
      {"another service",
       {{"ctr_a", "N-1", "prv_1", "ord_1", {"home-care"}, year},
        {"ctr_b", "N-2", "prv_1", "ord_1", {"day-care"}, year}},
       "ctr_b"},
      {"another provider",
       {{"ctr_a", "N-1", "prv_2", "ord_1", {"day-care"}, year},
        {"ctr_b", "N-2", "prv_1", "ord_1", {"day-care"}, year}},
       "ctr_b"},
      {"the latest that ended",
       {{"ctr_a", "N-1", "prv_1", "ord_1", {"day-care"}, Days("2026-01-01", "2026-03-31")},
        {"ctr_b", "N-2", "prv_1", "ord_1", {"day-care"}, Days("2026-04-01", "2026-09-30")},
        {"ctr_c", "N-3", "prv_1", "ord_1", {"day-care"}, Days("2026-11-01", "2026-12-31")}},
       "ctr_b"},
      {"the first to begin",
       {{"ctr_a", "N-1", "prv_1", "ord_1", {"day-care"}, Days("2026-12-01", "2026-12-31")},
        {"ctr_b", "N-2", "prv_1", "ord_1", {"day-care"}, Days("2026-11-01", "2026-12-31")}},
       "ctr_b"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.what);
    MonthRows rows = RowsOf(order::SampleOrder());
    rows.contracts = row.contracts;
    Attend(rows, "plc_1", "2026-10-05", "2026-10-05");
    const auto lines = ComputeLines(rows);
    REQUIRE(lines);
    REQUIRE(lines->size() == 1);
    CHECK(lines->front().contract_id == row.expected);
  }
}

TEST_CASE("A day that no contract covers is denied by name") {
  MonthRows rows = RowsOf(order::SampleOrder());
  rows.contracts.front().period = Days("2026-01-01", "2026-10-05");
  Attend(rows, "plc_1", "2026-10-05", "2026-10-06");
  const auto lines = ComputeLines(rows);
  REQUIRE(lines);
  REQUIRE(lines->size() == 2);
  CHECK((*lines)[0].status == capitation::LineStatus::kPayable);
  CHECK((*lines)[1].reason == capitation::DenialReason::kOutsideContract);
  CHECK((*lines)[1].denied_amount.AmountText() == "5433.75");
}

// "ctr_1: 3 PAYABLE; ..." by line.
std::string ByContract(const MonthRows& rows) {
  const auto lines = ComputeLines(rows);
  REQUIRE_MESSAGE(lines, Describe(lines.error()));
  std::string text;
  for (const capitation::Line& line : *lines) {
    text += (text.empty() ? "" : "; ") + line.contract_id + ": " +
            std::to_string(line.dates.size()) + " " +
            std::string(line.reason ? DenialReasonName(*line.reason) : LineStatusName(line.status));
  }
  return text;
}

TEST_CASE("An amended contract covers a service from when and until when it says") {
  using Amendments = std::vector<ContractAmendment>;
  const CivilDate end = Day("2027-01-01");
  const struct {
    const char* what;
    std::vector<std::string> services;
    Amendments amendments;
    const char* expected;
  } cases[] = {
      {"more money only",
       {"day-care"},
       {{{Day("2026-10-06"), end}, {"day-care"}}},
       "ctr_1: 10 PAYABLE"},
      {"another service beside it",
       {"day-care"},
       {{{Day("2026-10-06"), end}, {"home-care", "day-care"}}},
       "ctr_1: 10 PAYABLE"},
      {"the service from the 6th on",
       {"home-care"},
       {{{Day("2026-10-06"), end}, {"day-care"}}},
       "ctr_1: 5 OUTSIDE_CONTRACT; ctr_1: 5 PAYABLE"},
      {"the service until the 6th",
       {"day-care"},
       {{{Day("2026-10-06"), end}, {"home-care"}}},
       "ctr_1: 5 PAYABLE; ctr_1: 5 OUTSIDE_CONTRACT"},
      {"the service not from the 4th until the 6th",
       {"day-care"},
       {{{Day("2026-10-04"), end}, {"home-care"}}, {{Day("2026-10-06"), end}, {"day-care"}}},
       "ctr_1: 3 PAYABLE; ctr_1: 2 OUTSIDE_CONTRACT; ctr_1: 5 PAYABLE"},
      {"an end",
       {"day-care"},
       {{{Day("2026-10-06"), Day("2026-10-06")}, {"day-care"}}},
       "ctr_1: 5 PAYABLE; ctr_1: 5 OUTSIDE_CONTRACT"},
      {"a later amendment takes the place of one that begins after it",
       {"day-care"},
       {{{Day("2026-10-08"), Day("2026-10-08")}, {"day-care"}},
        {{Day("2026-10-06"), end}, {"day-care"}}},
       "ctr_1: 10 PAYABLE"},
  };
  for (const auto& [what, services, amendments, expected] : cases) {
    CAPTURE(what);
    MonthRows rows = RowsOf(order::SampleOrder());
    rows.contracts.front().services = services;
    rows.contracts.front().amendments = amendments;
    Attend(rows, "plc_1", "2026-10-01", "2026-10-10");
    CHECK(ByContract(rows) == expected);
  }
}

TEST_CASE("A contract that follows another in the month takes over its days") {
  MonthRows rows = RowsOf(order::SampleOrder());
  rows.contracts = {
      {"ctr_1", "C-1", "prv_1", "ord_1", {"day-care"}, Days("2026-01-01", "2026-10-14")},
      {"ctr_2", "C-2", "prv_1", "ord_1", {"day-care"}, Days("2026-10-15", "2026-12-31")}};
  // The same person elsewhere, admitted later: its day belongs to the first placement.
  rows.placements.push_back(
      {"plc_2", "psn_1", "pla_1", "prv_1", {Day("2026-10-16"), kFarFuture}, Instant{8}});
  Attend(rows, "plc_1", "2026-10-10", "2026-10-20");
  Attend(rows, "plc_2", "2026-10-16", "2026-10-16");
  const auto lines = ComputeLines(rows);
  REQUIRE(lines);
  REQUIRE(lines->size() == 3);
  CHECK((*lines)[0].placement_id == "plc_1");
  CHECK((*lines)[0].contract_id == "ctr_1");
  CHECK((*lines)[0].dates.size() == 5);
  CHECK((*lines)[1].placement_id == "plc_1");
  CHECK((*lines)[1].contract_id == "ctr_2");
  CHECK((*lines)[1].dates.size() == 6);
  CHECK((*lines)[2].placement_id == "plc_2");
  CHECK((*lines)[2].overlap_placement_id == "plc_1");
}

TEST_CASE("Days away under two contracts of one placement share the limit of the month") {
  order::StateSocialOrder order = order::SampleOrder();
  order.absence_rules = {order::Away(order::AbsenceReason::kHospital, "1", 4)};
  MonthRows rows = RowsOf(order);
  rows.contracts = {
      {"ctr_1", "C-1", "prv_1", "ord_1", {"day-care"}, Days("2026-01-01", "2026-10-14")},
      {"ctr_2", "C-2", "prv_1", "ord_1", {"day-care"}, Days("2026-10-15", "2026-12-31")}};
  Attend(rows, "plc_1", "2026-10-12", "2026-10-17");
  for (AttendanceRow& row : rows.attendance) row.day.absence = order::AbsenceReason::kHospital;
  const auto lines = ComputeLines(rows);
  REQUIRE(lines);
  REQUIRE(lines->size() == 3);
  CHECK((*lines)[0].dates.size() == 3);
  CHECK((*lines)[1].contract_id == "ctr_2");
  CHECK((*lines)[1].dates == std::vector<CivilDate>{Day("2026-10-15")});
  CHECK((*lines)[2].reason == capitation::DenialReason::kAbsenceLimit);
}

TEST_CASE("Attendance that no line could hold is refused by name") {
  const struct {
    const char* what;
    void (*spoil)(MonthRows&);
    const char* reason;
    const char* placements;
  } cases[] = {
      {"no contract at all", [](MonthRows& rows) { rows.contracts.clear(); }, "NO_CONTRACT",
       "plc_1"},
      {"a contract for another service",
       [](MonthRows& rows) { rows.contracts.front().services = {"home-care"}; }, "NO_CONTRACT",
       "plc_1"},
      {"a placement not known",
       [](MonthRows& rows) { Attend(rows, "plc_9", "2026-10-02", "2026-10-02"); },
       "PLACEMENT_NOT_FOUND", "plc_9"},
      {"a place not known", [](MonthRows& rows) { rows.places.clear(); }, "PLACEMENT_NOT_FOUND",
       "plc_1"},
  };
  for (const auto& row : cases) {
    CAPTURE(row.what);
    MonthRows rows = RowsOf(order::SampleOrder());
    Attend(rows, "plc_1", "2026-10-01", "2026-10-01");
    row.spoil(rows);
    const auto lines = ComputeLines(rows);
    REQUIRE(!lines);
    CHECK(lines.error().kind == ErrorKind::kPrecondition);
    CHECK(lines.error().reason == row.reason);
    CHECK(lines.error().metadata.at("placements") == row.placements);
    CHECK(lines.error().metadata.at("count") == "1");
  }
}

TEST_CASE("A placement without attendance in the month needs no contract") {
  MonthRows rows = RowsOf(order::SampleOrder());
  rows.contracts.clear();
  const auto lines = ComputeLines(rows);
  REQUIRE(lines);
  CHECK(lines->empty());
}

}  // namespace
}  // namespace tirek::billing
