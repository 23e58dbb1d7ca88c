// Civil dates: text, epoch days, weekdays, the edges of the range.
#include "core/calendar/civil_date.h"

#include <cstdint>
#include <string>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace tirek {
namespace {

CivilDate Day(const char* text) { return CivilDate::Parse(text).value(); }

TEST_CASE("a date that exists is read, has its parts and prints as it was written") {
  struct Case {
    const char* text;
    int year, month, day, iso_weekday;
    std::int32_t epoch_day;
  };
  const Case cases[] = {
      {"1970-01-01", 1970, 1, 1, 4, 0},       {"1969-12-31", 1969, 12, 31, 3, -1},
      {"2026-10-15", 2026, 10, 15, 4, 20741}, {"2026-10-25", 2026, 10, 25, 7, 20751},
      {"2000-02-29", 2000, 2, 29, 2, 11016},  {"2024-02-29", 2024, 2, 29, 4, 19782},
      {"1900-02-28", 1900, 2, 28, 3, -25509}, {"1900-03-01", 1900, 3, 1, 4, -25508},
      {"0001-01-01", 1, 1, 1, 1, -719162},    {"9999-12-31", 9999, 12, 31, 5, 2932896},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Result<CivilDate> date = CivilDate::Parse(c.text);
    REQUIRE(date.has_value());
    CHECK(date->year() == c.year);
    CHECK(date->month() == c.month);
    CHECK(date->day() == c.day);
    CHECK(date->iso_weekday() == c.iso_weekday);
    CHECK(date->epoch_day() == c.epoch_day);
    CHECK(date->ToString() == c.text);
    CHECK(CivilDate::FromYmd(c.year, c.month, c.day) == *date);
  }
}

TEST_CASE("anything but an existing date in the strict form is refused") {
  using namespace std::string_literals;
  const std::string cases[] = {"",
                               "2026-10-1",
                               "2026-10-155",
                               "2026-1-15",
                               "26-10-15",
                               "2026/10/15",
                               "20261015",
                               "2026-13-01",
                               "2026-00-01",
                               "2026-01-00",
                               "2026-01-32",
                               "2026-02-29",
                               "1900-02-29",
                               "2026-04-31",
                               "0000-01-01",
                               "-001-01-01",
                               "+026-10-15",
                               "2026-10-15\n",
                               " 2026-10-15",
                               "2026-10-15 ",
                               "2026-10-1\0"s,
                               "2026-1O-15",
                               "٢٠٢٦-١٠-١٥",
                               "2026-10--5",
                               "2026-+1-15",
                               "10000-01-01"};
  for (const std::string& text : cases) {
    CAPTURE(text);
    const Result<CivilDate> date = CivilDate::Parse(text);
    REQUIRE_FALSE(date.has_value());
    CHECK(date.error().reason == "INVALID_DATE");
    CHECK(date.error().kind == ErrorKind::kInvalid);
  }
}

TEST_CASE("parts that make no date make none, however large") {
  const int cases[][3] = {{0, 1, 1},     {10000, 1, 1}, {2026, 0, 1},   {2026, 13, 1},
                          {2026, 1, 0},  {2026, 1, 32}, {2026, 257, 1}, {2026, 1, 257},
                          {2100, 2, 29}, {-1, 1, 1},    {2026, -255, 1}};
  for (const auto& c : cases) {
    CAPTURE(c[0]);
    CAPTURE(c[1]);
    CAPTURE(c[2]);
    CHECK_FALSE(CivilDate::FromYmd(c[0], c[1], c[2]).has_value());
  }
}

TEST_CASE("the last day of each month follows the leap rules") {
  const int plain[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (const int year : {1600, 1700, 1900, 2000, 2023, 2024, 2100, 2400}) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    for (int month = 1; month <= 12; ++month) {
      CAPTURE(year);
      CAPTURE(month);
      const int last = plain[month - 1] + (leap && month == 2 ? 1 : 0);
      REQUIRE(CivilDate::FromYmd(year, month, last).has_value());
      CHECK_FALSE(CivilDate::FromYmd(year, month, last + 1).has_value());
      CHECK((*CivilDate::FromYmd(year, month, last) + 1).day() == 1);
    }
  }
}

TEST_CASE("every day of the range follows the one before it") {
  CivilDate date = Day("0001-01-01");
  int weekday = 1;
  bool follows = true;
  while (date < kFarFuture) {
    const CivilDate next = date + 1;
    weekday = weekday == 7 ? 1 : weekday + 1;
    const bool same_month = next.month() == date.month() && next.day() == date.day() + 1;
    const bool next_month =
        next.day() == 1 &&
        (next.month() == date.month() + 1 ||
         (next.month() == 1 && date.month() == 12 && next.year() == date.year() + 1));
    follows = follows && (same_month || next_month) && next.iso_weekday() == weekday;
    date = next;
  }
  CHECK(follows);
}

TEST_CASE("a day outside the range is no date") {
  CHECK_FALSE(kFarFuture.PlusDays(1).has_value());
  CHECK_FALSE(Day("0001-01-01").PlusDays(-1).has_value());
  CHECK_FALSE(CivilDate().PlusDays(INT64_MAX).has_value());
  CHECK_FALSE(CivilDate().PlusDays(INT64_MIN).has_value());
  CHECK(CivilDate::FromEpochDay(2932896).value() == kFarFuture);
  CHECK(CivilDate::FromEpochDay(2932897).error().reason == "INVALID_DATE");
  CHECK(CivilDate::FromEpochDay(-719163).error().reason == "INVALID_DATE");
  CHECK(CivilDate::FromEpochDay(INT32_MIN).error().reason == "INVALID_DATE");
}

TEST_CASE("epoch day, parts and text name the same date") {
  CHECK(rc::check("round trips", [] {
    const auto epoch_day = *rc::gen::inRange<std::int32_t>(-719162, 2932897);
    const CivilDate date = CivilDate::FromEpochDay(epoch_day).value();
    RC_ASSERT(date.epoch_day() == epoch_day);
    RC_ASSERT(CivilDate::FromYmd(date.year(), date.month(), date.day()) == date);
    RC_ASSERT(CivilDate::Parse(date.ToString()).value() == date);
  }));
  CHECK(rc::check("adding days is undone by subtracting, and keeps the order", [] {
    const auto from = *rc::gen::inRange<std::int32_t>(-719162, 2932897);
    const auto to = *rc::gen::inRange<std::int32_t>(-719162, 2932897);
    const int days = to - from;
    const CivilDate date = CivilDate::FromEpochDay(from).value();
    const CivilDate sum = date + days;
    RC_ASSERT(sum.epoch_day() == to);
    RC_ASSERT(sum - days == date);
    RC_ASSERT(sum - date == days);
    RC_ASSERT((sum > date) == (days > 0));
  }));
}

}  // namespace
}  // namespace tirek
