// The limits of days away: consecutive, of the month, of the year.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::AbsenceRule;

AbsenceRule Limited(std::optional<int> consecutive, std::optional<int> month,
                    std::optional<int> year) {
  AbsenceRule rule = order::Away(AbsenceReason::kHospital, "1", month);
  rule.max_consecutive_days = consecutive;
  rule.max_days_per_year = year;
  return rule;
}

// 'P' present, 'H' in hospital, 'V' on leave, '.' no row: one letter a day from 1 October. Answers
// with one letter a row: '$' paid, 'c' consecutive, 'm' month, 'y' year, 'u' no rule.
std::string Judged(const AbsenceRule& rule, const std::string& days,
                   std::vector<AbsenceBefore> before = {}) {
  order::StateSocialOrder order = order::SampleOrder("1");
  order.absence_rules = {rule};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  facts.placements[0].absences_before = std::move(before);
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days[i] == '.') continue;
    AttendanceDay day{Day("2026-10-01") + static_cast<int>(i), {}, Number("1")};
    if (days[i] == 'H') day.absence = AbsenceReason::kHospital;
    if (days[i] == 'V') day.absence = AbsenceReason::kVacation;
    facts.placements[0].attendance.push_back(day);
  }
  std::string verdicts(days.size(), '.');
  for (const Line& line : LinesOf(facts)) {
    char letter = '$';
    if (line.reason == DenialReason::kAbsenceConsecutiveLimit) letter = 'c';
    if (line.reason == DenialReason::kAbsenceLimit) letter = 'm';
    if (line.reason == DenialReason::kAbsenceYearLimit) letter = 'y';
    if (line.reason == DenialReason::kUnpaidAbsence) letter = 'u';
    for (const CivilDate date : line.dates) {
      verdicts[static_cast<std::size_t>(date - Day("2026-10-01"))] = letter;
    }
  }
  return verdicts;
}

TEST_CASE("each limit counts the paid days away") {
  struct Case {
    const char* name;
    AbsenceRule rule;
    const char* days;
    const char* verdicts;
  };
  const Case cases[] = {
      {"no limit", Limited({}, {}, {}), "HHHHH", "$$$$$"},
      {"an unbroken absence", Limited(2, {}, {}), "HHHHH", "$$ccc"},
      {"a day present breaks it", Limited(2, {}, {}), "HHHPHHH", "$$c$$$c"},
      {"a day of another reason breaks it", Limited(2, {}, {}), "HHHVHHH", "$$cu$$c"},
      {"a day without a row neither breaks nor counts", Limited(2, {}, {}), "H..H.H", "$..$.c"},
      {"of nothing, nothing is paid", Limited(0, {}, {}), "HPH", "c$c"},
      {"the month goes over breaks", Limited({}, 3, {}), "HHPHHPH", "$$$$m$m"},
      {"the year, from nothing before", Limited({}, {}, 2), "HPHH", "$$$y"},
      {"of several, consecutive first, then the month, then the year", Limited(2, 3, 3), "HHHPHHPH",
       "$$c$$m$m"},
      {"the year where the month is wider", Limited(2, 4, 3), "HHHPHHPH", "$$c$$y$y"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Judged(c.rule, c.days) == c.verdicts);
  }
}

TEST_CASE("days before the month count where they belong") {
  struct Case {
    const char* name;
    AbsenceRule rule;
    AbsenceBefore before;
    const char* days;
    const char* verdicts;
  };
  const Case cases[] = {
      {"an absence goes on over the first of the month",
       Limited(5, {}, {}),
       {AbsenceReason::kHospital, 9, 3},
       "HHHPHH",
       "$$c$$$"},
      {"also where the first days have no row",
       Limited(5, {}, {}),
       {AbsenceReason::kHospital, 9, 3},
       "..HHH",
       "..$$c"},
      {"a day present on the first breaks it",
       Limited(5, {}, {}),
       {AbsenceReason::kHospital, 9, 5},
       "PHHH",
       "$$$$"},
      {"that of another reason does not go on",
       Limited(5, {}, {}),
       {AbsenceReason::kVacation, 9, 5},
       "HHH",
       "$$$"},
      {"the days of the year", Limited({}, {}, 10), {AbsenceReason::kHospital, 9, 0}, "HPH", "$$y"},
      {"not those of another reason",
       Limited({}, {}, 10),
       {AbsenceReason::kVacation, 10, 0},
       "HH",
       "$$"},
      {"and not in the limit of the month",
       Limited({}, 2, {}),
       {AbsenceReason::kHospital, 30, 30},
       "HH",
       "$$"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(Judged(c.rule, c.days, {c.before}) == c.verdicts);
  }
}

TEST_CASE("a day that is denied for something else uses up no limit, but an absence goes on") {
  order::StateSocialOrder order = order::SampleOrder("1");
  order.absence_rules = {Limited(2, {}, {})};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.places[0].licences = {Days("2026-01-01", "2026-10-01"), Days("2026-10-04", "2026-12-31")};
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], "2026-10-01", "2026-10-05", AbsenceReason::kHospital);
  const std::vector<Line> lines = LinesOf(facts);
  REQUIRE(lines.size() == 3);
  CHECK(DatesText(lines[0].dates) == "2026-10-01, 2026-10-04");
  CHECK(lines[1].reason == DenialReason::kNoLicence);
  CHECK(lines[2].reason == DenialReason::kAbsenceConsecutiveLimit);
}

TEST_CASE("a day of enrolment that no register tells of does not break an absence") {
  order::StateSocialOrder order = order::SampleOrder("1");
  order.absence_rules = {Limited(2, {}, {})};
  order.basis_rules = {order::PaidBy(order::PaymentBasis::kEnrolled)};
  order.basis_rules[0].period = Days("2026-10-06", "2026-10-06");
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], "2026-10-04", "2026-10-05", AbsenceReason::kHospital);
  Attend(facts.placements[0], "2026-10-07", "2026-10-07", AbsenceReason::kHospital);
  const std::vector<Line> lines = LinesOf(facts);
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].ground == LineGround::kEnrolled);
  CHECK(lines[2].reason == DenialReason::kAbsenceConsecutiveLimit);
}

TEST_CASE("a rule for the service goes before one for any, with its own limits") {
  AbsenceRule named = Limited({}, 1, {});
  named.service = "day-care";
  order::StateSocialOrder order = order::SampleOrder("1");
  order.absence_rules = {Limited({}, 5, {}), named};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], "2026-10-01", "2026-10-03", AbsenceReason::kHospital);
  CHECK(LinesOf(facts).at(0).dates.size() == 1);
}

TEST_CASE("the parts of one placement under two contracts share its limits") {
  order::StateSocialOrder order = order::SampleOrder("1");
  order.absence_rules = {Limited(2, {}, {})};
  for (const bool one_placement : {false, true}) {
    CAPTURE(one_placement);
    MonthFacts facts = FactsOf("2026-10", order);
    facts.placements = {PlacedAt("a", "plc under ctr_a", "person", "2026-01-05"),
                        PlacedAt("a", "plc under ctr_b", "person", "2026-01-05")};
    facts.placements[1].contract_id = "ctr_b";
    for (PlacementFacts& part : facts.placements) part.limit_key = one_placement ? "plc" : "";
    Attend(facts.placements[0], "2026-10-01", "2026-10-02", AbsenceReason::kHospital);
    Attend(facts.placements[1], "2026-10-03", "2026-10-04", AbsenceReason::kHospital);
    CHECK(PayableSum(LinesOf(facts)) == (one_placement ? "2.00" : "4.00"));
  }
}

TEST_CASE("enrolment fills the days of one placement once, whichever part could") {
  order::StateSocialOrder order = order::SampleOrder("1");
  order.basis_rules = {order::PaidBy(order::PaymentBasis::kEnrolled)};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc under ctr_b", "person", "2026-10-28"),
                      PlacedAt("a", "plc under ctr_a", "person", "2026-10-28")};
  facts.placements[0].contract_id = "ctr_b";
  for (PlacementFacts& part : facts.placements) part.limit_key = "plc";
  Attend(facts.placements[0], "2026-10-30", "2026-10-30");
  const std::vector<Line> lines = LinesOf(facts);
  REQUIRE(lines.size() == 2);
  CHECK(DatesText(lines[0].dates) == "2026-10-28 to 2026-10-29, 2026-10-31");
  CHECK(lines[0].contract_id == "ctr_a");
  CHECK(PayableSum(lines) == "4.00");
}

}  // namespace
}  // namespace tirek::capitation
