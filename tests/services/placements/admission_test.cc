#include "services/placements/admission.h"

#include <doctest/doctest.h>

namespace tirek::placements {
namespace {

CivilDate Day(const char* text) { return *CivilDate::Parse(text); }

NewPlacement Wanted(const char* start, const char* end) {
  NewPlacement wanted{{}, {}, Day(start), std::nullopt};
  if (*end != '\0') wanted.end_date = Day(end);
  return wanted;
}

Place PlaceFor(const char* start, const char* end) {
  return {{}, "prv", "day-care", 12, {Day(start), Day(end)}};
}

std::string ReasonsOf(const std::vector<Refusal>& refusals) {
  std::string reasons;
  for (const Refusal& refusal : refusals) {
    reasons += (reasons.empty() ? "" : " ") + refusal.column + ":" + refusal.error.reason;
  }
  return reasons;
}

}  // namespace

TEST_CASE("a person is admitted only while the place takes persons, and only when entitled") {
  struct Case {
    const char* name;
    const char* start;
    const char* end;  // "" for none
    const char* eligibility;
    const char* reasons;
  };
  const Case cases[] = {
      {"the place's first day", "2026-09-01", "", "", ""},
      {"the day before it", "2026-08-31", "", "", "start_date:PLACE_NOT_IN_SERVICE"},
      {"the place's last day", "2026-12-31", "", "", ""},
      {"the day after it", "2027-01-01", "", "", "start_date:PLACE_NOT_IN_SERVICE"},
      {"ends with the place", "2026-10-01", "2027-01-01", "", ""},
      {"ends a day later", "2026-10-01", "2027-01-02", "", "end_date:PLACE_NOT_IN_SERVICE"},
      {"not entitled", "2026-10-01", "", "NO_DECISION", "person:NOT_ELIGIBLE"},
      {"not entitled on that day", "2026-10-01", "", "DECISION_NOT_IN_FORCE",
       "person:NOT_ELIGIBLE"},
      {"nobody", "2026-10-01", "", "PERSON_UNKNOWN", "person:PERSON_NOT_FOUND"},
      {"both: the state of the place first", "2026-08-01", "", "NO_DECISION",
       "start_date:PLACE_NOT_IN_SERVICE person:NOT_ELIGIBLE"},
      {"both: existence before all", "2026-08-01", "", "PERSON_UNKNOWN",
       "person:PERSON_NOT_FOUND start_date:PLACE_NOT_IN_SERVICE"},
  };
  const Place place = PlaceFor("2026-09-01", "2027-01-01");
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(ReasonsOf(RefuseByPlace(Wanted(c.start, c.end), place, c.eligibility)) == c.reasons);
  }
}

TEST_CASE("a refusal says what it rests on") {
  const auto unentitled = RefuseUnentitled("day-care", Day("2026-10-01"), "NO_DECISION");
  REQUIRE(unentitled.has_value());
  CHECK(unentitled->error.message ==
        "The person is not entitled to day-care on 2026-10-01: NO_DECISION.");
  CHECK(unentitled->error.metadata.at("cause") == "NO_DECISION");
  CHECK(NotInService({Day("2026-09-01"), kFarFuture}).message ==
        "The place takes persons from 2026-09-01 on.");
  CHECK(NotInService({Day("2026-09-01"), Day("2027-01-01")}).message ==
        "The place takes persons from 2026-09-01 on, and none from 2027-01-01 on.");
}

TEST_CASE("a placement without an end lasts as long as its place at most") {
  const Place place = PlaceFor("2026-09-01", "2027-01-01");
  CHECK(PeriodOf(Wanted("2026-10-01", ""), place).ToString() == "[2026-10-01, 2027-01-01)");
  CHECK(PeriodOf(Wanted("2026-10-01", "2026-10-09"), place).ToString() ==
        "[2026-10-01, 2026-10-09)");
}

TEST_CASE("nobody holds a place twice, and nobody comes where all are taken") {
  PlaceOccupancy occupancy(2);
  const Period october{Day("2026-10-01"), Day("2026-11-01")};
  occupancy.Add("a", october);
  CHECK(RefuseByRoom("a", october, 2, occupancy)->error.reason == "PLACEMENT_OVERLAP");
  CHECK_FALSE(RefuseByRoom("b", october, 2, occupancy).has_value());
  occupancy.Add("b", october);
  CHECK(RefuseByRoom("a", october, 2, occupancy)->error.reason == "PLACEMENT_OVERLAP");
  const auto full = RefuseByRoom("c", {Day("2026-09-01"), Day("2026-12-01")}, 2, occupancy);
  REQUIRE(full.has_value());
  CHECK(full->column == "place_code");
  CHECK(full->error.reason == "PLACE_FULL");
  CHECK(full->error.message == "On 2026-10-01 the place holds as many persons as it takes: 2.");
}

}  // namespace tirek::placements
