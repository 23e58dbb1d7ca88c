// The working calendar, on the Kazakh year 2026 and against counting day by day.
#include "core/calendar/working_calendar.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "core/calendar/month.h"

namespace tirek {
namespace {

CivilDate Day(const char* text) { return CivilDate::Parse(text).value(); }

// Law on holidays of 13 December 2001 No. 267-II and Labour Code art. 84: a day off that meets a
// holiday moves to the next working day. Kurban Ait by the lunar calendar.
WorkingCalendar Kazakhstan2026() {
  std::vector<CalendarException> exceptions = {
      {Day("2026-01-01"), DayKind::kHoliday, "New Year"},
      {Day("2026-01-02"), DayKind::kHoliday, "New Year"},
      {Day("2026-01-07"), DayKind::kHoliday, "Orthodox Christmas"},
      {Day("2026-03-08"), DayKind::kHoliday, "Women's Day"},
      {Day("2026-03-09"), DayKind::kMovedOff, "for Sunday 8 March"},
      {Day("2026-03-21"), DayKind::kHoliday, "Nauryz"},
      {Day("2026-03-22"), DayKind::kHoliday, "Nauryz"},
      {Day("2026-03-23"), DayKind::kHoliday, "Nauryz"},
      {Day("2026-03-24"), DayKind::kMovedOff, "for Saturday 21 March"},
      {Day("2026-03-25"), DayKind::kMovedOff, "for Sunday 22 March"},
      {Day("2026-05-01"), DayKind::kHoliday, "Unity Day"},
      {Day("2026-05-07"), DayKind::kHoliday, "Defender's Day"},
      {Day("2026-05-09"), DayKind::kHoliday, "Victory Day"},
      {Day("2026-05-11"), DayKind::kMovedOff, "for Saturday 9 May"},
      {Day("2026-05-27"), DayKind::kHoliday, "Kurban Ait"},
      {Day("2026-07-06"), DayKind::kHoliday, "Capital Day"},
      {Day("2026-08-30"), DayKind::kHoliday, "Constitution Day"},
      {Day("2026-08-31"), DayKind::kMovedOff, "for Sunday 30 August"},
      {Day("2026-10-25"), DayKind::kHoliday, "Republic Day"},
      {Day("2026-10-26"), DayKind::kMovedOff, "for Sunday 25 October"},
      {Day("2026-12-16"), DayKind::kHoliday, "Independence Day"},
  };
  return WorkingCalendar::Make(std::move(exceptions)).value();
}

TEST_CASE("the months of the Kazakh year 2026 have their working days") {
  const int working[] = {19, 20, 18, 22, 17, 22, 22, 20, 22, 21, 21, 22};
  const WorkingCalendar calendar = Kazakhstan2026();
  for (int month = 1; month <= 12; ++month) {
    CAPTURE(month);
    CHECK(calendar.WorkingDays(Month{2026, month}.period()) == working[month - 1]);
  }
  CHECK(calendar.WorkingDays({Day("2026-01-01"), Day("2027-01-01")}) == 246);
}

TEST_CASE("Republic Day of 2026 is a Sunday, so Monday the 26th is off") {
  const WorkingCalendar calendar = Kazakhstan2026();
  struct Case {
    const char* date;
    bool working;
  };
  const Case cases[] = {{"2026-10-23", true},  {"2026-10-24", false}, {"2026-10-25", false},
                        {"2026-10-26", false}, {"2026-10-27", true},  {"2026-12-16", false},
                        {"2025-10-27", true},  {"2026-11-30", true}};
  for (const Case& c : cases) {
    CAPTURE(c.date);
    CHECK(calendar.IsWorkingDay(Day(c.date)) == c.working);
  }
  CHECK(calendar.ExceptionOn(Day("2026-10-26"))->name == "for Sunday 25 October");
  CHECK_FALSE(calendar.ExceptionOn(Day("2026-10-27")).has_value());
}

TEST_CASE("a Saturday or Sunday may be made a working day") {
  // 3 January 2025 was moved to Sunday 5 January by decree.
  const WorkingCalendar calendar =
      WorkingCalendar::Make({{Day("2025-01-05"), DayKind::kWorking, "for Friday 3 January"},
                             {Day("2025-01-03"), DayKind::kMovedOff, "moved to Sunday 5 January"}})
          .value();
  CHECK(calendar.IsWorkingDay(Day("2025-01-05")));
  CHECK_FALSE(calendar.IsWorkingDay(Day("2025-01-03")));
  CHECK(calendar.WorkingDays({Day("2024-12-30"), Day("2025-01-06")}) == 5);
}

TEST_CASE("a date stands in the calendar once") {
  const Result<WorkingCalendar> twice =
      WorkingCalendar::Make({{Day("2026-01-01"), DayKind::kHoliday, "New Year"},
                             {Day("2026-01-01"), DayKind::kWorking, "a mistake"}});
  REQUIRE_FALSE(twice.has_value());
  CHECK(twice.error().reason == "CALENDAR_DATE_TWICE");
  CHECK(twice.error().metadata.at("date") == "2026-01-01");
}

TEST_CASE("working days of a period are what counting day by day gives") {
  CHECK(rc::check("fast and obvious agree", [] {
    std::vector<CalendarException> exceptions;
    const CivilDate origin = Day("2026-02-20");
    for (int i = 0; i < 40; ++i) {
      const int kind = *rc::gen::inRange(0, 6);
      if (kind < 3) exceptions.push_back({origin + i, static_cast<DayKind>(kind), ""});
    }
    const WorkingCalendar calendar = WorkingCalendar::Make(exceptions).value();
    const CivilDate start = origin + *rc::gen::inRange(-10, 50);
    const Period period = {start, start + *rc::gen::inRange(0, 30)};
    int counted = 0;
    for (CivilDate date = period.start; date < period.end; date = date + 1) {
      counted += calendar.IsWorkingDay(date);
    }
    RC_ASSERT(calendar.WorkingDays(period) == counted);
  }));
  CHECK(WorkingCalendar().WorkingDays({Day("0001-01-01"), kFarFuture}) == 2'608'614);
}

}  // namespace
}  // namespace tirek
