// The worked examples of the domain research on rates, days and units, each under its number, with
// the wrong path it warns of shown to be wrong. Those on payers stand in worked_payers_test.cc,
// E12 in tests/billing/adjudication, E21 and E22 in tests/billing/ledger.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "core/money/exact.h"
#include "core/money/round.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::StateSocialOrder;
using Briefed = std::vector<std::string>;

// 4 850.00 with the five coefficients of E1: 9 831.07 a day.
StateSocialOrder OrderOfE1() {
  StateSocialOrder order = order::SampleOrder("4850.00");
  order.coefficients = {order::Factor("REGION", "1.10"), order::Factor("RURAL", "1.25"),
                        order::Factor("ECOLOGY", "1.05"), order::Factor("SEVERITY", "1.30"),
                        order::Factor("CAPACITY", "1.08")};
  return order;
}

// One placement at provider a from `admission`, attended from `first` to `last`.
std::vector<Line> Attended(const StateSocialOrder& order, const char* month, const char* admission,
                           CivilDate discharge, const char* first, const char* last) {
  MonthFacts facts = FactsOf(month, order);
  facts.placements = {PlacedAt("a", "plc", "person", admission, discharge)};
  Attend(facts.placements[0], first, last);
  return LinesOf(facts);
}

TEST_CASE("E1: coefficients multiply exactly and the daily tariff is rounded once") {
  const StateSocialOrder order = OrderOfE1();
  const std::vector<Line> lines =
      Attended(order, "2026-03", "2026-03-01", kFarFuture, "2026-03-02", "2026-03-02");
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].amount.ToString() == "9831.07 KZT");
  CHECK(lines[0].coefficient_codes ==
        std::vector<std::string>{"CAPACITY", "ECOLOGY", "REGION", "RURAL", "SEVERITY"});
  CHECK(lines[0].trace[6].rule == "CAP-ROUND");
  CHECK(lines[0].trace[6].exact == "9831.07125");

  Money wrong = *Money::Parse("4850.00", kTenge);
  for (const auto& factor : order.coefficients) {
    wrong = *Round(Exact::FromMoney(wrong) * Exact(factor.value), kTenge, Rounding::kHalfUp);
  }
  CHECK(wrong.AmountText() == "9831.08");
}

TEST_CASE("E1: the rounding policy of the order decides a tie") {
  StateSocialOrder order = order::SampleOrder("1000.10");
  order.coefficients = {order::Factor("ECOLOGY", "1.05")};
  for (const auto& tie :
       {std::pair{Rounding::kHalfUp, "1050.11"}, std::pair{Rounding::kHalfEven, "1050.10"}}) {
    CAPTURE(tie.second);
    order.rounding.policy = tie.first;
    const auto lines =
        Attended(order, "2026-03", "2026-03-01", kFarFuture, "2026-03-02", "2026-03-02");
    CHECK(PayableSum(lines) == tie.second);
  }
}

TEST_CASE("E2: a full month of 30 and of 31 bed-days") {
  StateSocialOrder order = OrderOfE1();
  order.tariffs[0].unit = order::ServiceUnit::kBedDay;
  const auto april =
      Attended(order, "2026-04", "2026-01-05", kFarFuture, "2026-04-01", "2026-04-30");
  CHECK(Briefs(april) == Briefed{"plc T-DAY ATTENDED PAYABLE 30 294932.10"});
  const auto march =
      Attended(order, "2026-03", "2026-01-05", kFarFuture, "2026-03-01", "2026-03-31");
  CHECK(Briefs(march) == Briefed{"plc T-DAY ATTENDED PAYABLE 31 304763.17"});
}

TEST_CASE(
    "E3: an admission in the middle of the month, and the discharge day that does not count") {
  const StateSocialOrder order = OrderOfE1();
  const auto stayed =
      Attended(order, "2026-03", "2026-03-17", kFarFuture, "2026-03-17", "2026-03-31");
  CHECK(Briefs(stayed) == Briefed{"plc T-DAY ATTENDED PAYABLE 15 147466.05"});
  const auto left =
      Attended(order, "2026-03", "2026-03-17", Day("2026-03-31"), "2026-03-17", "2026-03-31");
  CHECK(Briefs(left) == Briefed{"plc T-DAY ATTENDED PAYABLE 14 137634.98",
                                "plc T-DAY ATTENDED DISCHARGE_DAY 1 9831.07"});
}

// March or February of one person, who moves from provider a to b after `last`.
std::vector<Line> MovedAfter(const StateSocialOrder& order, const char* month, const char* first,
                             const char* last, const char* next, const char* end) {
  MonthFacts facts = FactsOf(month, order);
  facts.placements = {PlacedAt("a", "plc_a", "person", "2026-01-05", Day(next)),
                      PlacedAt("b", "plc_b", "person", next)};
  Attend(facts.placements[0], first, last);
  Attend(facts.placements[1], next, end);
  return LinesOf(facts);
}

TEST_CASE("E4: parts of a month are exact parts of the norm and add to it") {
  const StateSocialOrder order =
      order::MonthlyOrder("187430.00", order::DividedBy(order::Divisor::kCalendarDays));
  const auto march =
      MovedAfter(order, "2026-03", "2026-03-01", "2026-03-15", "2026-03-16", "2026-03-31");
  CHECK(Briefs(march) == Briefed{"plc_a T-MONTH ATTENDED PAYABLE 15 90691.94",
                                 "plc_b T-MONTH ATTENDED PAYABLE 16 96738.06"});
  CHECK(PayableSum(march) == "187430.00");
  const auto february =
      MovedAfter(order, "2026-02", "2026-02-01", "2026-02-13", "2026-02-14", "2026-02-28");
  CHECK(Briefs(february) == Briefed{"plc_a T-MONTH ATTENDED PAYABLE 13 87021.07",
                                    "plc_b T-MONTH ATTENDED PAYABLE 15 100408.93"});
  CHECK(PayableSum(february) == "187430.00");

  // Forbidden: the rate of a day rounded first. With ROUNDING_PLACE_UNIT_RATE, which the order has,
  // the month's rate is what is rounded.
  CHECK(order.rounding.place == order::RoundingPlace::kUnitRate);
  const Money of_day = *Round(Exact(187'430) * Exact(1, 31), kTenge, Rounding::kHalfUp);
  CHECK(of_day.AmountText() == "6046.13");
  CHECK((Exact::FromMoney(of_day) * Exact(15)).ToString() == "90691.95");
}

TEST_CASE("E4: the divisor is a parameter of the order") {
  const StateSocialOrder order =
      order::MonthlyOrder("187430.00", order::DividedBy(order::Divisor::kFixedDays, 30));
  const auto lines =
      MovedAfter(order, "2026-03", "2026-03-01", "2026-03-15", "2026-03-16", "2026-03-31");
  CHECK(lines[0].amount.AmountText() == "93715.00");
}

// April, in hospital from the 8th to the 19th; the first seven days away are paid at one half.
std::vector<Line> LinesOfE5(Rounding policy) {
  StateSocialOrder order = OrderOfE1();
  order.rounding.policy = policy;
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.5", 7)};
  MonthFacts facts = FactsOf("2026-04", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], "2026-04-01", "2026-04-07");
  Attend(facts.placements[0], "2026-04-08", "2026-04-19", AbsenceReason::kHospital);
  Attend(facts.placements[0], "2026-04-20", "2026-04-30");
  return LinesOf(facts);
}

TEST_CASE(
    "E5: a hospital stay is paid in part, up to a limit, and the half rate is not pre-rounded") {
  const std::vector<Line> lines = LinesOfE5(Rounding::kHalfUp);
  CHECK(Briefs(lines) == Briefed{"plc T-DAY ATTENDED PAYABLE 18 176959.26",
                                 "plc T-DAY ABSENCE PAYABLE 7 34408.75",
                                 "plc T-DAY ABSENCE ABSENCE_LIMIT 5 24577.68"});
  CHECK(PayableSum(lines) == "211368.01");
  CHECK(DatesText(lines[0].dates) == "2026-04-01 to 2026-04-07, 2026-04-20 to 2026-04-30");
  CHECK(DatesText(lines[1].dates) == "2026-04-08 to 2026-04-14");
  CHECK(DatesText(lines[2].dates) == "2026-04-15 to 2026-04-19");

  CHECK(LinesOfE5(Rounding::kHalfEven)[1].amount.AmountText() == "34408.74");
  const Money half_rate = *Round(Exact(983107, 200), kTenge, Rounding::kHalfUp);
  const Exact pre_rounded = Exact::FromMoney(half_rate) * Exact(7);
  CHECK(pre_rounded.ToString() == "34408.78");
}

TEST_CASE("E6: a tariff that changes in the month makes two lines") {
  StateSocialOrder order = order::SampleOrder();
  order.tariffs = {order::DayTariff("T-OLD", "6120.40", Days("2026-01-01", "2026-03-14")),
                   order::DayTariff("T-NEW", "6487.62", Days("2026-03-15", "2026-12-31"))};
  const auto lines =
      Attended(order, "2026-03", "2026-01-05", kFarFuture, "2026-03-01", "2026-03-31");
  CHECK(Briefs(lines) == Briefed{"plc T-OLD ATTENDED PAYABLE 14 85685.60",
                                 "plc T-NEW ATTENDED PAYABLE 17 110289.54"});
  CHECK(PayableSum(lines) == "195975.14");
}

// What a change of the daily tariff from 6 120.40 makes of the days of a month, already paid.
Money Delta(const char* tariff, const char* month, const char* first, const char* last) {
  const auto paid =
      Attended(order::SampleOrder("6120.40"), month, "2025-12-01", kFarFuture, first, last);
  const auto due =
      Attended(order::SampleOrder(tariff), month, "2025-12-01", kFarFuture, first, last);
  return *due.at(0).amount.Minus(paid.at(0).amount);
}

TEST_CASE("E7: a tariff that is adopted late changes each month by its own delta") {
  struct Case {
    const char* tariff;
    std::vector<std::string> deltas;
    const char* sum;
  };
  for (const Case& c : {Case{"6487.62", {"11383.82", "10282.16", "10649.38"}, "32315.36"},
                        Case{"5990.15", {"-4037.75", "-3647.00", "-3777.25"}, "-11462.00"}}) {
    CAPTURE(c.tariff);
    const Money deltas[] = {Delta(c.tariff, "2026-01", "2026-01-01", "2026-01-31"),
                            Delta(c.tariff, "2026-02", "2026-02-01", "2026-02-28"),
                            Delta(c.tariff, "2026-03", "2026-03-01", "2026-03-29")};
    Money sum = Money::FromMinor(0, kTenge);
    for (std::size_t i = 0; i < 3; ++i) {
      CHECK(deltas[i].AmountText() == c.deltas[i]);
      sum = *sum.Plus(deltas[i]);
    }
    CHECK(sum.AmountText() == c.sum);
  }
}

TEST_CASE("E10: excused days are paid up to their limit, unexcused days are not") {
  StateSocialOrder order = order::SampleOrder();
  order.absence_rules = {order::Away(AbsenceReason::kExcused, "1", 3)};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  Attend(facts.placements[0], "2026-10-01", "2026-10-15");
  Attend(facts.placements[0], "2026-10-16", "2026-10-20", AbsenceReason::kExcused);
  Attend(facts.placements[0], "2026-10-21", "2026-10-22", AbsenceReason::kUnexcused);
  const std::vector<Line> lines = LinesOf(facts);
  CHECK(Briefs(lines) == Briefed{"plc T-DAY ATTENDED PAYABLE 15 81506.25",
                                 "plc T-DAY ABSENCE PAYABLE 3 16301.25",
                                 "plc T-DAY ABSENCE ABSENCE_LIMIT 2 10867.50",
                                 "plc T-DAY ABSENCE UNPAID_ABSENCE 2 10867.50"});
  CHECK(PayableSum(lines) == "97807.50");
  const Money unpaid = *lines[2].denied_amount.Plus(lines[3].denied_amount);
  CHECK(unpaid.AmountText() == "21735.00");
  CHECK(unpaid.Plus(*Money::Parse("97807.50", kTenge))->AmountText() == "119542.50");
}

// One person's hours on days from 5 October 2026, under the cap.
std::vector<Line> HoursUnder(order::Cap cap, std::vector<const char*> hours,
                             std::vector<UnitsBefore> before = {}) {
  StateSocialOrder order = order::SampleOrder("432.50");  // 10 % of the МРП of 4 325
  order.tariffs[0].unit = order::ServiceUnit::kHour;
  order.caps = {std::move(cap)};
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  CivilDate date = Day("2026-10-05");
  for (const char* quantity : hours) {
    facts.placements[0].attendance.push_back({date, {}, Number(quantity)});
    date = date + 1;
  }
  facts.persons.push_back({"person", {}, {}, {}, {}, std::move(before)});
  return LinesOf(facts);
}

TEST_CASE("E11: an assistant is paid for eight hours a day, and the rest is denied, not lost") {
  const std::vector<Line> lines =
      HoursUnder(order::AtMost("8", order::CapWindow::kDay), {"8", "9", "8", "7.5", "10"});
  CHECK(Briefs(lines) == Briefed{"plc T-DAY ATTENDED PAYABLE 39.5 17083.75",
                                 "plc T-DAY ATTENDED DAY_CAP 3 1297.50"});
  CHECK(lines[0].amount.Plus(lines[1].denied_amount)->AmountText() == "18381.25");
  // Wrong: five days of eight hours, as if short days filled up from long ones.
  CHECK(PayableSum(lines) != "17300.00");
}

TEST_CASE("E11: of five hours of sign language, two are within the sixty of the year") {
  const std::vector<Line> lines =
      HoursUnder(order::AtMost("60", order::CapWindow::kYear), {"5"}, {{"day-care", Number("58")}});
  CHECK(Briefs(lines) ==
        Briefed{"plc T-DAY ATTENDED PAYABLE 2 865.00", "plc T-DAY ATTENDED YEAR_CAP 3 1297.50"});
}

TEST_CASE("E18: days claimed by two providers go to the earlier admission") {
  const StateSocialOrder order = OrderOfE1();
  MonthFacts facts = FactsOf("2026-03", order);
  facts.placements = {PlacedAt("b", "plc_b", "person", "2026-03-18"),
                      PlacedAt("a", "plc_a", "person", "2026-03-01", Day("2026-03-21"))};
  Attend(facts.placements[0], "2026-03-18", "2026-03-31");
  Attend(facts.placements[1], "2026-03-01", "2026-03-20");
  const std::vector<Line> lines = LinesOf(facts);
  CHECK(Briefs(lines) == Briefed{"plc_a T-DAY ATTENDED PAYABLE 20 196621.40",
                                 "plc_b T-DAY ATTENDED OVERLAP_OTHER_PROVIDER 3 29493.21",
                                 "plc_b T-DAY ATTENDED PAYABLE 11 108141.77"});
  CHECK(PayableSum(lines) == "304763.17");  // E2: 31 person-days, as many as March has
  CHECK(lines[1].overlap_placement_id == "plc_a");
  CHECK(lines[1].trace.back().inputs.ends_with("is paid for these days; placement plc_a"));
}

TEST_CASE("E20: a place of twelve is paid for twelve persons a day") {
  const StateSocialOrder order = order::SampleOrder();
  MonthFacts facts = FactsOf("2026-10", order);
  facts.places[0].capacity = 12;
  for (int child = 1; child <= 13; ++child) {
    const std::string name = (child < 10 ? "0" : "") + std::to_string(child);
    facts.placements.push_back(PlacedAt("a", "plc_" + name, "child_" + name, "2026-09-01"));
    Attend(facts.placements.back(), "2026-10-01", child <= 12 ? "2026-10-22" : "2026-10-07");
  }
  const std::vector<Line> lines = LinesOf(facts);
  REQUIRE(lines.size() == 13);
  for (int child = 0; child < 12; ++child) CHECK(lines[child].amount.AmountText() == "119542.50");
  CHECK(Brief(lines[12]) == "plc_13 T-DAY ATTENDED OVER_CAPACITY 7 38036.25");
  CHECK(PayableSum(lines) == "1434510.00");
}

TEST_CASE("E23: each line is rounded, and the invoice is the sum of its lines") {
  const StateSocialOrder order =
      order::MonthlyOrder("187430.00", order::DividedBy(order::Divisor::kCalendarDays));
  MonthFacts facts = FactsOf("2026-03", order);
  for (const char* person : {"1", "2", "3"}) {
    facts.placements.push_back(PlacedAt("a", person, person, "2026-01-05"));
    Attend(facts.placements.back(), "2026-03-02", "2026-03-08");
  }
  const std::vector<Line> lines = LinesOf(facts);
  REQUIRE(lines.size() == 3);
  for (const Line& line : lines) CHECK(line.amount.AmountText() == "42322.90");
  CHECK(PayableSum(lines) == "126968.70");

  const Exact norm_of_seven_days = Exact(187'430) * Exact(7, 31);
  const Money wrong = *Round(norm_of_seven_days * Exact(3), kTenge, Rounding::kHalfUp);
  CHECK(wrong.AmountText() == "126968.71");
}

TEST_CASE("E24: the rural 25 % is on the payroll, not on the whole tariff") {
  StateSocialOrder order = order::SampleOrder("4850.00");
  const auto day_with = [&order](const char* share) {
    order.coefficients = {order::Factor("RURAL", "1.25", share)};
    return PayableSum(
        Attended(order, "2026-03", "2026-01-05", kFarFuture, "2026-03-02", "2026-03-02"));
  };
  CHECK(day_with("0.62") == "5601.75");
  CHECK(day_with("1") == "6062.50");  // the wrong path: on the whole tariff
}

}  // namespace
}  // namespace tirek::capitation
