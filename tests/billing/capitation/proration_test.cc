// Parts of a person-month: what divides it, and which days it counts.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::Divisor;
using order::StateSocialOrder;
using Briefed = std::vector<std::string>;

// October 2026 has 22 weekdays; the 26th is a day off (moved), and the 24th, a Saturday, is worked.
WorkingCalendar Calendar() {
  return *WorkingCalendar::Make({{Day("2026-10-26"), DayKind::kMovedOff, "Republic Day"},
                                 {Day("2026-10-24"), DayKind::kWorking, "for the 26th"}});
}

// Present from the first to the last day.
MonthFacts Present(const StateSocialOrder& order, const char* first, const char* last) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.calendar = Calendar();
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], first, last);
  return facts;
}

TEST_CASE("the divisor gives each day its part of the month") {
  struct Case {
    const char* name;
    order::ProrationRule rule;
    std::optional<int> planned_days;
    const char* first;
    const char* last;
    Briefed lines;
  };
  const Case cases[] = {
      {"calendar days",
       order::DividedBy(Divisor::kCalendarDays),
       {},
       "2026-10-01",
       "2026-10-31",
       {"plc T-MONTH ATTENDED PAYABLE 31 2200.00"}},
      {"a part of the calendar days",
       order::DividedBy(Divisor::kCalendarDays),
       {},
       "2026-10-01",
       "2026-10-10",
       {"plc T-MONTH ATTENDED PAYABLE 10 709.68"}},
      {"working days alone, and the moved ones among them",
       order::DividedBy(Divisor::kWorkingDays),
       {},
       "2026-10-22",
       "2026-10-27",
       {"plc T-MONTH ATTENDED PAYABLE 4 400.00", "plc T-MONTH ATTENDED NOT_WORKING_DAY 2 200.00"}},
      {"all working days",
       order::DividedBy(Divisor::kWorkingDays),
       {},
       "2026-10-01",
       "2026-10-31",
       {"plc T-MONTH ATTENDED PAYABLE 22 2200.00",
        "plc T-MONTH ATTENDED NOT_WORKING_DAY 9 900.00"}},
      {"the days of a plan, and not more",
       order::DividedBy(Divisor::kPlannedDays),
       8,
       "2026-10-01",
       "2026-10-10",
       {"plc T-MONTH ATTENDED PAYABLE 8 2200.00", "plc T-MONTH ATTENDED MONTH_CAP 2 550.00"}},
      {"a plan that is not known",
       order::DividedBy(Divisor::kPlannedDays),
       {},
       "2026-10-01",
       "2026-10-02",
       {"plc T-MONTH ATTENDED PLANNED_DAYS_UNKNOWN 2 0.00"}},
      {"a fixed number, and not more",
       order::DividedBy(Divisor::kFixedDays, 10),
       {},
       "2026-10-01",
       "2026-10-11",
       {"plc T-MONTH ATTENDED PAYABLE 10 2200.00", "plc T-MONTH ATTENDED MONTH_CAP 1 220.00"}},
      {"a fixed number that the month does not reach",
       order::DividedBy(Divisor::kFixedDays, 40),
       {},
       "2026-10-01",
       "2026-10-31",
       {"plc T-MONTH ATTENDED PAYABLE 31 1705.00"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const StateSocialOrder order = order::MonthlyOrder("2200.00", c.rule);
    MonthFacts facts = Present(order, c.first, c.last);
    facts.placements[0].planned_days = c.planned_days;
    CHECK(Briefs(LinesOf(facts)) == c.lines);
  }
}

TEST_CASE("a month without a working day divides nothing") {
  const StateSocialOrder order =
      order::MonthlyOrder("2200.00", order::DividedBy(Divisor::kWorkingDays));
  MonthFacts facts = Present(order, "2026-10-01", "2026-10-31");
  std::vector<CalendarException> closed;
  for (CivilDate date = Day("2026-10-01"); date <= Day("2026-10-31"); date = date + 1) {
    if (date.iso_weekday() < 6) closed.push_back({date, DayKind::kHoliday, "closed"});
  }
  facts.calendar = *WorkingCalendar::Make(closed);
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-MONTH ATTENDED NOT_WORKING_DAY 31 0.00"});
}

TEST_CASE("days away weigh in a month by their share") {
  StateSocialOrder order = order::MonthlyOrder("3100.00", order::DividedBy(Divisor::kCalendarDays));
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.5")};
  MonthFacts facts = Present(order, "2026-10-01", "2026-10-20");
  Attend(facts.placements[0], "2026-10-21", "2026-10-30", AbsenceReason::kHospital);
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-MONTH ATTENDED PAYABLE 20 2000.00",
                                          "plc T-MONTH ABSENCE PAYABLE 10 500.00"});
}

TEST_CASE("enrolment pays a month by its working days where they divide it") {
  StateSocialOrder order = order::MonthlyOrder("2200.00", order::DividedBy(Divisor::kWorkingDays));
  order.basis_rules = {order::PaidBy(order::PaymentBasis::kEnrolled)};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.calendar = Calendar();
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-MONTH ENROLLED PAYABLE 22 2200.00"});
  order.proration_rules = {order::DividedBy(Divisor::kCalendarDays)};
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-MONTH ENROLLED PAYABLE 31 2200.00"});
}

TEST_CASE("a tariff that changes in the month pays both parts of one whole") {
  StateSocialOrder order =
      order::MonthlyOrder("3100.00", order::DividedBy(Divisor::kFixedDays, 20));
  order.tariffs.push_back(order.tariffs[0]);
  order.tariffs[0].period = Days("2026-01-01", "2026-10-15");
  order.tariffs[1].code = "T-NEW";
  order.tariffs[1].period = Days("2026-10-16", "2026-12-31");
  order.tariffs[1].rate = Number("6200.00");
  const MonthFacts facts = Present(order, "2026-10-01", "2026-10-31");
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-MONTH ATTENDED PAYABLE 15 2325.00",
                                          "plc T-NEW ATTENDED PAYABLE 5 1550.00",
                                          "plc T-NEW ATTENDED MONTH_CAP 11 3410.00"});
}

TEST_CASE("the rate of the month is rounded where the order approves rates, never that of a day") {
  // 100.10 × 1.05 = 105.105 a month of two days; one day of it.
  for (const auto& row :
       {std::pair{order::RoundingPlace::kUnitRate, "52.56"},  // 105.11 / 2 = 52.555
        std::pair{order::RoundingPlace::kLine, "52.55"}}) {   // 52.5525
    CAPTURE(row.second);
    StateSocialOrder order =
        order::MonthlyOrder("100.10", order::DividedBy(Divisor::kFixedDays, 2));
    order.coefficients = {order::Factor("ECOLOGY", "1.05")};
    order.rounding.place = row.first;
    CHECK(PayableSum(LinesOf(Present(order, "2026-10-01", "2026-10-01"))) == row.second);
  }
}

TEST_CASE("one date is one day of a month") {
  const StateSocialOrder order =
      order::MonthlyOrder("3100.00", order::DividedBy(Divisor::kCalendarDays));
  MonthFacts facts = Present(order, "2026-10-01", "2026-10-02");
  facts.placements[0].attendance[0].quantity = Number("0.5");
  facts.placements[0].attendance[1].quantity = Number("2");
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-MONTH ATTENDED QUANTITY_NOT_WHOLE 0.5 50.00",
                                          "plc T-MONTH ATTENDED QUANTITY_BEYOND_DAY 2 200.00"});
}

}  // namespace
}  // namespace tirek::capitation
