// The civil day of an instant, above all in the night when Kazakhstan set its clocks back.
#include "core/calendar/time_zone.h"

#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace tirek {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kHour = 3600 * kSecond;

CivilDate Day(const char* text) { return CivilDate::Parse(text).value(); }

// Midnight in UTC plus hours.
Instant Utc(const char* date, std::int64_t hours, std::int64_t micros = 0) {
  return {Day(date).epoch_day() * (24 * kHour) + hours * kHour + micros};
}

TEST_CASE("an instant belongs to the civil day that clocks in Kazakhstan show") {
  struct Case {
    const char* name;
    Instant instant;
    const char* day;
  };
  const Case cases[] = {
      {"last microsecond before midnight", Utc("2026-10-14", 19, -1), "2026-10-14"},
      {"midnight at +05:00", Utc("2026-10-14", 19), "2026-10-15"},
      {"noon", Utc("2026-10-15", 7), "2026-10-15"},
      {"midnight at +06:00 before 2024", Utc("2023-10-14", 18), "2023-10-15"},
      {"just before it", Utc("2023-10-14", 18, -1), "2023-10-14"},
      {"the clock goes back to 23:00 of 29 February", Utc("2024-02-29", 18), "2024-02-29"},
      {"23:59:59.999999 for the second time", Utc("2024-02-29", 19, -1), "2024-02-29"},
      {"1 March begins", Utc("2024-02-29", 19), "2024-03-01"},
      {"before 1970", {-1}, "1970-01-01"},
      {"evening of 1969", {-7 * kHour}, "1969-12-31"},
  };
  const TimeZone zone = Kazakhstan();
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(zone.CivilDayOf(c.instant).ToString() == c.day);
  }
}

TEST_CASE("a civil day starts at its midnight") {
  const TimeZone zone = Kazakhstan();
  CHECK(zone.StartOf(Day("2026-10-15")) == Utc("2026-10-14", 19));
  CHECK(zone.StartOf(Day("2024-02-29")) == Utc("2024-02-28", 18));
  CHECK(zone.StartOf(Day("2024-03-01")) == Utc("2024-02-29", 19));
  CHECK(zone.StartOf(Day("2023-10-15")) == Utc("2023-10-14", 18));
}

TEST_CASE("where clocks skip midnight, the day starts at the skip") {
  const Instant skip = Utc("2026-03-29", 0);
  const TimeZone zone = TimeZone::Make({{{0}, 0}, {skip, 60}}).value();
  CHECK(zone.StartOf(Day("2026-03-29")) == skip);
  CHECK(zone.CivilDayOf(skip) == Day("2026-03-29"));
  CHECK(zone.StartOf(Day("2026-03-30")) == Utc("2026-03-29", 23));
}

TEST_CASE("a time zone with no, unordered or impossible offsets is refused") {
  const std::vector<ZoneOffset> cases[] = {
      {}, {{{0}, 1081}}, {{{0}, -1081}}, {{{5}, 0}, {{5}, 60}}, {{{5}, 0}, {{4}, 60}}};
  for (const auto& offsets : cases) {
    CAPTURE(offsets.size());
    const Result<TimeZone> zone = TimeZone::Make(offsets);
    REQUIRE_FALSE(zone.has_value());
    CHECK(zone.error().reason == "INVALID_TIME_ZONE");
  }
}

TEST_CASE("the start of a day is the first instant of it") {
  CHECK(rc::check("start and day agree", [] {
    const TimeZone zone = Kazakhstan();
    // Around the change of offset, where it is hardest.
    const CivilDate date = Day("2024-03-01") + *rc::gen::inRange(-400, 400);
    const Instant start = zone.StartOf(date);
    RC_ASSERT(zone.CivilDayOf(start) == date);
    RC_ASSERT(zone.CivilDayOf({start.micros - 1}) == date - 1);
    RC_ASSERT(start < zone.StartOf(date + 1));
  }));
}

}  // namespace
}  // namespace tirek
