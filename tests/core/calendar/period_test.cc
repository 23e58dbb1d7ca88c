// Half-open periods and months.
#include "core/calendar/period.h"

#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/calendar/month.h"

namespace tirek {
namespace {

CivilDate Day(const char* text) { return CivilDate::Parse(text).value(); }

// Short periods near each other, so that every way of touching occurs.
Period SmallPeriod() {
  const CivilDate start = Day("2026-10-01") + *rc::gen::inRange(0, 20);
  return {start, start + *rc::gen::inRange(0, 12)};
}

TEST_CASE("two periods meet in the days that both hold") {
  struct Case {
    const char* name;
    Period left, right;
    bool overlaps;
    Period both;
  };
  const Period october = {Day("2026-10-01"), Day("2026-11-01")};
  const Case cases[] = {
      {"the same", october, october, true, october},
      {"one after the other",
       october,
       {Day("2026-11-01"), Day("2026-12-01")},
       false,
       {Day("2026-11-01"), Day("2026-11-01")}},
      {"one day shared",
       october,
       {Day("2026-10-31"), Day("2026-11-05")},
       true,
       {Day("2026-10-31"), Day("2026-11-01")}},
      {"inside",
       october,
       {Day("2026-10-12"), Day("2026-10-15")},
       true,
       {Day("2026-10-12"), Day("2026-10-15")}},
      {"open end", {Day("2026-01-01"), kFarFuture}, october, true, october},
      {"empty inside",
       october,
       {Day("2026-10-12"), Day("2026-10-12")},
       false,
       {Day("2026-10-12"), Day("2026-10-12")}},
      {"far apart",
       october,
       {Day("2027-01-01"), Day("2027-02-01")},
       false,
       {Day("2027-01-01"), Day("2027-01-01")}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(c.left.Overlaps(c.right) == c.overlaps);
    CHECK(c.right.Overlaps(c.left) == c.overlaps);
    CHECK(c.left.Intersect(c.right) == c.both);
    CHECK(c.right.Intersect(c.left) == c.both);
  }
}

TEST_CASE("a period does not end before it starts") {
  const Result<Period> reversed = Period::Make(Day("2026-10-02"), Day("2026-10-01"));
  REQUIRE_FALSE(reversed.has_value());
  CHECK(reversed.error().reason == "PERIOD_REVERSED");
  CHECK(reversed.error().metadata.at("start") == "2026-10-02");
  const Period empty = Period::Make(Day("2026-10-01"), Day("2026-10-01")).value();
  CHECK(empty.empty());
  CHECK(empty.days() == 0);
  CHECK_FALSE(empty.Contains(Day("2026-10-01")));
  CHECK(empty.ToString() == "[2026-10-01, 2026-10-01)");
}

TEST_CASE("an intersection holds exactly the days of both") {
  CHECK(rc::check("day by day", [] {
    const Period left = SmallPeriod();
    const Period right = SmallPeriod();
    const Period both = left.Intersect(right);
    int shared = 0;
    for (CivilDate date = Day("2026-09-01"); date < Day("2026-12-01"); date = date + 1) {
      const bool in_both = left.Contains(date) && right.Contains(date);
      RC_ASSERT(both.Contains(date) == in_both);
      shared += in_both;
    }
    RC_ASSERT(both.days() == shared);
    RC_ASSERT(both == right.Intersect(left));
    RC_ASSERT(left.Overlaps(right) == (shared > 0));
    if (!both.empty()) RC_ASSERT(left.Contains(both) && right.Contains(both));
  }));
}

TEST_CASE("a month is the period of its days") {
  struct Case {
    const char* text;
    const char* period;
    int days;
    const char* next;
    const char* previous;
  };
  const Case cases[] = {
      {"2026-10", "[2026-10-01, 2026-11-01)", 31, "2026-11", "2026-09"},
      {"2026-12", "[2026-12-01, 2027-01-01)", 31, "2027-01", "2026-11"},
      {"2026-01", "[2026-01-01, 2026-02-01)", 31, "2026-02", "2025-12"},
      {"2024-02", "[2024-02-01, 2024-03-01)", 29, "2024-03", "2024-01"},
      {"2100-02", "[2100-02-01, 2100-03-01)", 28, "2100-03", "2100-01"},
      {"1900-01", "[1900-01-01, 1900-02-01)", 31, "1900-02", "1899-12"},
      {"9998-12", "[9998-12-01, 9999-01-01)", 31, "9999-01", "9998-11"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<Month> month = Month::Parse(c.text);
    REQUIRE(month.has_value());
    CHECK(month->period().ToString() == c.period);
    CHECK(month->days() == c.days);
    CHECK(month->Next().ToString() == c.next);
    CHECK(month->Previous().ToString() == c.previous);
    CHECK(month->ToString() == c.text);
    CHECK(Month::Of(month->period().end - 1) == *month);
    CHECK(Month::Of(month->period().start) == *month);
    CHECK(*month < month->Next());
  }
  CHECK(Month::Of(kFarFuture).period().ToString() == "[9999-12-01, 9999-12-31)");
}

TEST_CASE("anything but a month in the strict form is refused") {
  for (const std::string text :
       {"", "2026-1", "2026-13", "2026-00", "2026-100", "2026/10", "202610", "2026-10 ",
        "2026-10-01", "1899-12", "9999-01", "2026-+1"}) {
    CAPTURE(text);
    const Result<Month> month = Month::Parse(text);
    REQUIRE_FALSE(month.has_value());
    CHECK(month.error().reason == "INVALID_MONTH");
  }
}

}  // namespace
}  // namespace tirek
