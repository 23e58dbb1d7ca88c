// Facts on persons, plans, parts of placements and indicators that contradict themselves.
#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "billing/capitation/facts.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;

std::string FaultsOf(const MonthFacts& facts) {
  std::string text;
  for (const Violation& violation : CheckFacts(facts)) {
    CHECK_FALSE(violation.expected.empty());
    if (!text.empty()) text += "; ";
    text += violation.field + " " + violation.reason;
  }
  return text;
}

MonthFacts SoundFacts(const order::StateSocialOrder& order) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.contracts[0].quality_factor = Number("1");
  facts.placements = {PlacedAt("a", "plc under ctr_a", "person", "2026-09-01"),
                      PlacedAt("a", "plc under ctr_b", "person", "2026-09-01")};
  facts.placements[1].contract_id = "ctr_b";
  for (PlacementFacts& part : facts.placements) {
    part.limit_key = "plc";
    part.planned_days = 31;
    part.absences_before = {{AbsenceReason::kHospital, 366, 400}, {AbsenceReason::kExcused, 0, 0}};
  }
  Attend(facts.placements[0], "2026-10-01", "2026-10-02");
  Attend(facts.placements[1], "2026-10-03", "2026-10-04");
  facts.persons = {{"person",
                    Day("2026-10-31"),
                    {{Days("2026-01-01", "2026-10-04"), 1}, {Days("2026-10-05", "2026-12-31"), 2}},
                    Number("0"),
                    Number("0"),
                    {{"day-care", Number("0")}, {"home-care", Number("60")}}}};
  facts.indicators = {{"prv_a", "PERSONS", Number("0")},
                      {"prv_a", "VISITS", Number("2.5")},
                      {"prv_b", "PERSONS", Number("3")}};
  return facts;
}

TEST_CASE("sound facts at the edges of what is allowed have no faults") {
  const order::StateSocialOrder order = order::SampleOrder();
  CHECK(FaultsOf(SoundFacts(order)) == "");
}

TEST_CASE("each fault of the facts on persons is named at its field") {
  struct Case {
    const char* name;
    std::function<void(MonthFacts&)> spoil;
    const char* faults;
  };
  const Case cases[] = {
      {"a quality below zero", [](auto& f) { f.contracts[0].quality_factor = Number("-0.1"); },
       "contracts[0].quality_factor OUT_OF_RANGE"},
      {"a quality above one", [](auto& f) { f.contracts[0].quality_factor = Number("1.001"); },
       "contracts[0].quality_factor OUT_OF_RANGE"},
      {"a plan below zero", [](auto& f) { f.placements[0].planned_days = -1; },
       "placements[0].planned_days OUT_OF_RANGE"},
      {"a plan of more days than a month", [](auto& f) { f.placements[0].planned_days = 32; },
       "placements[0].planned_days OUT_OF_RANGE"},
      {"a reason twice",
       [](auto& f) { f.placements[0].absences_before[1].reason = AbsenceReason::kHospital; },
       "placements[0].absences_before[1].reason DUPLICATE_ID"},
      {"days away below zero",
       [](auto& f) { f.placements[0].absences_before[0].days_in_year = -1; },
       "placements[0].absences_before[0].days_in_year OUT_OF_RANGE"},
      {"more days away than a year has",
       [](auto& f) { f.placements[0].absences_before[0].days_in_year = 367; },
       "placements[0].absences_before[0].days_in_year OUT_OF_RANGE"},
      {"an unbroken absence below zero",
       [](auto& f) { f.placements[0].absences_before[0].days_unbroken = -1; },
       "placements[0].absences_before[0].days_unbroken OUT_OF_RANGE"},
      {"an unbroken absence of more than a life",
       [](auto& f) { f.placements[0].absences_before[0].days_unbroken = 2'000'000'000; },
       "placements[0].absences_before[0].days_unbroken OUT_OF_RANGE"},
      {"parts of different persons", [](auto& f) { f.placements[1].person_id = "other"; },
       "placements[1].limit_key LIMIT_KEY_SHARED"},
      {"parts at different places", [](auto& f) { f.placements[1].place_id = "place_b"; },
       "placements[1].limit_key LIMIT_KEY_SHARED"},
      {"parts of different periods",
       [](auto& f) { f.placements[1].period.start = Day("2026-09-02"); },
       "placements[1].limit_key LIMIT_KEY_SHARED"},
      {"a date in two parts of a placement",
       [](auto& f) { f.placements[1].attendance[0].date = Day("2026-10-02"); },
       "placements[1].attendance[0].date ATTENDANCE_DATE_TWICE"},
      {"a person twice", [](auto& f) { f.persons.push_back(f.persons[0]); },
       "persons[1].person_id DUPLICATE_ID"},
      {"a person without an id", [](auto& f) { f.persons[0].person_id = ""; },
       "persons[0].person_id REQUIRED"},
      {"a person of no placement", [](auto& f) { f.persons[0].person_id = "preson"; },
       "persons[0].person_id UNKNOWN_PERSON"},
      {"a birth after the month", [](auto& f) { f.persons[0].birth_date = Day("2026-11-01"); },
       "persons[0].birth_date OUT_OF_RANGE"},
      {"two grades on a day",
       [](auto& f) { f.persons[0].severities[1].period.start = Day("2026-10-04"); },
       "persons[0].severities[1].period SEVERITY_OVERLAP"},
      {"a grade that ends before it starts",
       [](auto& f) { f.persons[0].severities[0].period.end = Day("2025-01-01"); },
       "persons[0].severities[0].period PERIOD_REVERSED"},
      {"an income below zero", [](auto& f) { f.persons[0].income = Number("-0.01"); },
       "persons[0].income OUT_OF_RANGE"},
      {"a pension below zero", [](auto& f) { f.persons[0].pension = Number("-1"); },
       "persons[0].pension OUT_OF_RANGE"},
      {"units of a service twice",
       [](auto& f) { f.persons[0].units_before[1].service = "day-care"; },
       "persons[0].units_before[1].service DUPLICATE_ID"},
      {"units of no service", [](auto& f) { f.persons[0].units_before[1].service = ""; },
       "persons[0].units_before[1].service REQUIRED"},
      {"units below zero", [](auto& f) { f.persons[0].units_before[0].quantity = Number("-1"); },
       "persons[0].units_before[0].quantity OUT_OF_RANGE"},
      {"an indicator twice", [](auto& f) { f.indicators[1].indicator = "PERSONS"; },
       "indicators[1].indicator DUPLICATE_ID"},
      {"an indicator without a name", [](auto& f) { f.indicators[1].indicator = ""; },
       "indicators[1].indicator REQUIRED"},
      {"an indicator of nobody", [](auto& f) { f.indicators[1].provider_id = ""; },
       "indicators[1].provider_id REQUIRED"},
      {"an indicator below zero", [](auto& f) { f.indicators[1].value = Number("-2"); },
       "indicators[1].value OUT_OF_RANGE"},
  };
  const order::StateSocialOrder order = order::SampleOrder();
  for (const Case& c : cases) {
    CAPTURE(c.name);
    MonthFacts facts = SoundFacts(order);
    c.spoil(facts);
    CHECK(FaultsOf(facts) == c.faults);
  }
}

}  // namespace
}  // namespace tirek::capitation
