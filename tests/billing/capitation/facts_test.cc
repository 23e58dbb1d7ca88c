// Facts that contradict themselves are refused, all at once.
#include "billing/capitation/facts.h"

#include <functional>
#include <string>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation {
namespace {

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
  facts.placements = {PlacedAt("a", "plc_1", "person_1", "2026-09-01"),
                      PlacedAt("b", "plc_2", "person_2", "2026-10-05", Day("2026-10-09"))};
  facts.placements[1].categories = {{Days("2026-01-01", "2026-10-06"), "mild"},
                                    {Days("2026-10-07", "2026-12-31"), "severe"}};
  Attend(facts.placements[0], "2026-10-01", "2026-10-31");
  Attend(facts.placements[1], "2026-10-05", "2026-10-08");
  return facts;
}

TEST_CASE("sound facts have no faults, and neither have none at all") {
  const order::StateSocialOrder order = order::SampleOrder();
  CHECK(FaultsOf(SoundFacts(order)) == "");
  CHECK(LinesOf(FactsOf("2026-10", order)).empty());
}

TEST_CASE("each fault of the facts is named at its field") {
  struct Case {
    const char* name;
    std::function<void(MonthFacts&)> spoil;
    const char* faults;
  };
  const Case cases[] = {
      {"a contract without an order", [](auto& f) { f.contracts[0].order = nullptr; },
       "contracts[0].order REQUIRED"},
      {"a contract without a provider", [](auto& f) { f.contracts[1].provider_id = ""; },
       "contracts[1].provider_id REQUIRED"},
      {"a contract twice", [](auto& f) { f.contracts.push_back(f.contracts[0]); },
       "contracts[2].contract_id DUPLICATE_ID"},
      {"a contract that ends before it starts",
       [](auto& f) { f.contracts[0].period.end = Day("2020-01-01"); },
       "contracts[0].period PERIOD_REVERSED"},
      {"a place without an id",
       [](auto& f) { f.places.push_back(f.places[0]), f.places[2].place_id = ""; },
       "places[2].place_id REQUIRED"},
      {"a place twice", [](auto& f) { f.places.push_back(f.places[0]); },
       "places[2].place_id DUPLICATE_ID"},
      {"a place without a service", [](auto& f) { f.places[0].service = ""; },
       "places[0].service REQUIRED"},
      {"a place without a territory", [](auto& f) { f.places[0].territory = Kato(); },
       "places[0].territory REQUIRED"},
      {"a capacity below zero", [](auto& f) { f.places[0].capacity = -1; },
       "places[0].capacity CAPACITY_NEGATIVE"},
      {"a licence that ends before it starts",
       [](auto& f) { f.places[0].licences[0].end = Day("2020-01-01"); },
       "places[0].licences[0] PERIOD_REVERSED"},
      {"a placement twice", [](auto& f) { f.placements[1].placement_id = "plc_1"; },
       "placements[1].placement_id DUPLICATE_ID"},
      {"a placement of nobody", [](auto& f) { f.placements[1].person_id = ""; },
       "placements[1].person_id REQUIRED"},
      {"a contract that is not among the facts",
       [](auto& f) { f.placements[1].contract_id = "ctr_c"; },
       "placements[1].contract_id UNKNOWN_CONTRACT"},
      {"a place that is not among the facts", [](auto& f) { f.placements[1].place_id = ""; },
       "placements[1].place_id UNKNOWN_PLACE"},
      {"a placement that ends before it starts",
       [](auto& f) { f.placements[0].period.end = Day("2026-08-31"); },
       "placements[0].period PERIOD_REVERSED"},
      {"two categories on a day",
       [](auto& f) { f.placements[1].categories[1].period.start = Day("2026-10-06"); },
       "placements[1].categories[1].period CATEGORY_OVERLAP"},
      {"a category that ends before it starts",
       [](auto& f) { f.placements[1].categories[0].period.end = Day("2020-01-01"); },
       "placements[1].categories[0].period PERIOD_REVERSED"},
      {"a day of the month before",
       [](auto& f) { f.placements[0].attendance[0].date = Day("2026-09-30"); },
       "placements[0].attendance[0].date OUTSIDE_MONTH"},
      {"a day of the month after",
       [](auto& f) { f.placements[0].attendance[0].date = Day("2026-11-01"); },
       "placements[0].attendance[0].date OUTSIDE_MONTH"},
      {"a day twice", [](auto& f) { f.placements[0].attendance[3].date = Day("2026-10-01"); },
       "placements[0].attendance[3].date ATTENDANCE_DATE_TWICE"},
      {"a quantity of nothing",
       [](auto& f) { f.placements[0].attendance[0].quantity = Number("0"); },
       "placements[0].attendance[0].quantity NOT_POSITIVE"},
      {"a quantity below zero",
       [](auto& f) { f.placements[0].attendance[0].quantity = Number("-1"); },
       "placements[0].attendance[0].quantity NOT_POSITIVE"},
  };
  const order::StateSocialOrder order = order::SampleOrder();
  for (const Case& c : cases) {
    CAPTURE(c.name);
    MonthFacts facts = SoundFacts(order);
    c.spoil(facts);
    CHECK(FaultsOf(facts) == c.faults);
  }
}

TEST_CASE("a month of contradicting facts is not computed") {
  const order::StateSocialOrder order = order::SampleOrder();
  MonthFacts facts = SoundFacts(order);
  facts.placements[0].attendance[0].quantity = Number("0");
  facts.placements[1].contract_id = "ctr_c";
  const auto lines = ComputeMonth(facts);
  REQUIRE_FALSE(lines.has_value());
  CHECK(lines.error().kind == ErrorKind::kInvalid);
  CHECK(lines.error().violations.size() == 2);
}

}  // namespace
}  // namespace tirek::capitation
