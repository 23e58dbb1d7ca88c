#include "services/placements/place_occupancy.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace tirek::placements {
namespace {

CivilDate Day(const char* text) { return *CivilDate::Parse(text); }

Period Days(const char* start, const char* end) { return {Day(start), Day(end)}; }

std::string FullDay(const PlaceOccupancy& place, Period period) {
  const auto day = place.FirstFullDay(period);
  return day ? day->ToString() : "";
}

}  // namespace

TEST_CASE("a place is full on the days on which as many persons hold it as it takes") {
  PlaceOccupancy place(2);
  place.Add("a", Days("2026-09-01", "2026-10-01"));
  place.Add("b", Days("2026-09-10", "2026-09-20"));
  struct Case {
    const char* name;
    Period period;
    const char* full_day;
  };
  const Case cases[] = {
      {"before everybody", Days("2026-08-01", "2026-09-01"), ""},
      {"beside one", Days("2026-09-01", "2026-09-10"), ""},
      {"runs into the full days", Days("2026-09-01", "2026-09-11"), "2026-09-10"},
      {"starts on a full day", Days("2026-09-15", "2026-12-01"), "2026-09-15"},
      {"the last full day", Days("2026-09-19", "2026-09-20"), "2026-09-19"},
      {"an end is exclusive", Days("2026-09-20", "9999-12-31"), ""},
      {"covers them all", Days("2026-01-01", "9999-12-31"), "2026-09-10"},
      {"after everybody", Days("2026-10-01", "2026-10-02"), ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(FullDay(place, c.period) == c.full_day);
  }
}

TEST_CASE("an empty place has room, and a place for one has none beside the one") {
  PlaceOccupancy place(1);
  CHECK(FullDay(place, Days("2026-09-01", "9999-12-31")).empty());
  place.Add("a", Days("2026-09-01", "9999-12-31"));
  CHECK(FullDay(place, Days("2026-09-01", "2026-09-02")) == "2026-09-01");
  CHECK(FullDay(place, Days("2026-08-31", "2026-09-01")).empty());
}

TEST_CASE("a person holds a place on its days and nobody else does") {
  PlaceOccupancy place(5);
  place.Add("a", Days("2026-09-01", "2026-10-01"));
  place.Add("a", Days("2026-11-01", "2026-12-01"));
  CHECK(place.Holds("a", Days("2026-09-30", "2026-10-02")));
  CHECK(place.Holds("a", Days("2026-11-30", "2027-01-01")));
  CHECK_FALSE(place.Holds("a", Days("2026-10-01", "2026-11-01")));
  CHECK_FALSE(place.Holds("b", Days("2026-09-01", "2026-10-01")));
}

TEST_CASE("the step function agrees with counting persons day by day") {
  // Persons with their periods among forty days, and a period to judge.
  using Span = std::pair<int, int>;
  const auto span =
      rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 40), rc::gen::inRange(1, 20)),
                   [](const Span& from_and_days) {
                     return Span(from_and_days.first, from_and_days.first + from_and_days.second);
                   });
  const CivilDate first = Day("2026-02-20");
  const auto period_of = [first](const Span& s) {
    return Period{first + s.first, first + s.second};
  };
  CHECK(rc::check("first full day", [&] {
    const auto spans = *rc::gen::container<std::vector<Span>>(span);
    const int capacity = *rc::gen::inRange(1, 5);
    const Span asked = *span;
    PlaceOccupancy place(capacity);
    for (const Span& s : spans) place.Add("anybody", period_of(s));
    std::optional<CivilDate> full_day;
    for (int day = asked.first; day < asked.second && !full_day; ++day) {
      const auto there = std::count_if(spans.begin(), spans.end(), [day](const Span& s) {
        return s.first <= day && day < s.second;
      });
      if (there >= capacity) full_day = first + day;
    }
    RC_ASSERT(place.FirstFullDay(period_of(asked)) == full_day);
  }));
}

}  // namespace tirek::placements
