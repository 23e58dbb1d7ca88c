// Laws of the reference engine under every rule of an order, tried on random months.
#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "billing/capitation/month.h"
#include "core/money/exact.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::StateSocialOrder;

bool Coin() { return *rc::gen::arbitrary<bool>(); }

order::ServiceUnit AnyUnit() {
  return *rc::gen::element(order::ServiceUnit::kDay, order::ServiceUnit::kHour,
                           order::ServiceUnit::kVisit, order::ServiceUnit::kPersonMonth);
}

std::optional<int> AnyLimit() {
  return Coin() ? std::optional(*rc::gen::inRange(0, 6)) : std::nullopt;
}

void AddDayRules(StateSocialOrder& order) {
  for (const AbsenceReason reason :
       {AbsenceReason::kHospital, AbsenceReason::kReserved, AbsenceReason::kNotice}) {
    order.absence_rules.push_back(order::Away(reason, "0.35", AnyLimit()));
    order.absence_rules.back().max_consecutive_days = AnyLimit();
    order.absence_rules.back().max_days_per_year = AnyLimit();
  }
  order.basis_rules = {order::PaidBy(*rc::gen::element(order::PaymentBasis::kAttended,
                                                       order::PaymentBasis::kAllowedAbsences,
                                                       order::PaymentBasis::kEnrolled))};
  order.proration_rules = {order::DividedBy(
      *rc::gen::element(order::Divisor::kCalendarDays, order::Divisor::kWorkingDays,
                        order::Divisor::kPlannedDays, order::Divisor::kFixedDays),
      *rc::gen::inRange(1, 32))};
  order.day_count = {Coin(), Coin()};
  order.overlap = *rc::gen::element(order::OverlapRule::kEarliestAdmissionWins,
                                    order::OverlapRule::kLatestAdmissionWins);
}

void AddUnitRules(StateSocialOrder& order) {
  if (Coin()) order.caps.push_back(order::AtMost("2.5", order::CapWindow::kDay));
  if (Coin()) order.caps.push_back(order::AtMost("20", order::CapWindow::kMonth));
  if (Coin()) order.caps.push_back(order::AtMost("15.25", order::CapWindow::kYear, "mild"));
  order.coefficients = {order::Factor("A", "1.05"), order::Factor("B", "1.153", "0.62"),
                        order::Factor("C", "0.97")};
  if (Coin()) {
    order.coefficients[2].steps =
        order::Steps(order::StepMeasure::kAge, {{0, 17, Number("1.2")}, {18, 70, Number("0.9")}});
  }
}

void AddPayerRules(StateSocialOrder& order) {
  if (Coin()) {
    order.guaranteed_amounts.push_back(order::Guaranteed(
        "700.55", Coin() ? order::GuaranteeWindow::kUnit : order::GuaranteeWindow::kMonth));
  }
  if (Coin()) order.fee_rules.push_back(order::Fee(order::FeeKind::kPriceShare, "0.83"));
  if (Coin()) order.fee_rules.push_back(order::FeeAbove("900.10", "0.5"));
  if (Coin()) order.pension_rules = {order::ThirtySeventy()};
  if (Coin()) order.quality_rules = {order::Withheld("0.07")};
  if (Coin()) {
    order.funding_rules = {
        order::FundedBy({{"X", "0.333333"}, {"Y", "0.333333"}, {"Z", "0.333334"}})};
  }
}

StateSocialOrder RandomOrder() {
  StateSocialOrder order = order::SampleOrder("123.45");
  order.tariffs[0].unit = AnyUnit();
  order.tariffs[0].period = Days("2026-01-01", "2026-10-17");
  order.tariffs.push_back(order.tariffs[0]);
  order.tariffs[1].code = "T-NEW";
  order.tariffs[1].rate = Number("130.01");
  order.tariffs[1].period = Days("2026-10-18", "2026-12-31");
  order.rounding.place = Coin() ? order::RoundingPlace::kLine : order::RoundingPlace::kUnitRate;
  AddDayRules(order);
  AddUnitRules(order);
  AddPayerRules(order);
  return order;
}

std::vector<AttendanceDay> RandomAttendance() {
  const std::vector<std::optional<AbsenceReason>> marks = {{},
                                                           {},
                                                           {},
                                                           AbsenceReason::kHospital,
                                                           AbsenceReason::kUnexcused,
                                                           AbsenceReason::kReserved,
                                                           AbsenceReason::kNotice};
  std::vector<AttendanceDay> attendance;
  for (int day = 1; day <= 31; ++day) {
    if (*rc::gen::inRange(0, 4) == 0) continue;
    attendance.push_back({*CivilDate::FromYmd(2026, 10, day), *rc::gen::elementOf(marks),
                          Number(*rc::gen::element("1", "1", "1", "3", "7.25"))});
  }
  return attendance;
}

PersonFacts RandomPerson(int index) {
  PersonFacts person;
  person.person_id = "person_" + std::to_string(index);
  if (Coin()) person.birth_date = Day(*rc::gen::element("2008-10-12", "1950-02-28", "2026-10-05"));
  if (Coin()) person.income = Number(*rc::gen::element("0", "900.10", "2345.67"));
  if (Coin()) person.pension = Number(*rc::gen::element("128431", "240000.00"));
  if (Coin()) person.units_before = {{"day-care", Number("9.5")}};
  return person;
}

// Up to six placements of three persons at two small places; the order is the facts' own.
MonthFacts RandomMonth(const StateSocialOrder& order) {
  MonthFacts facts = FactsOf("2026-10", order);
  for (PlaceFacts& place : facts.places) {
    if (Coin()) place.capacity = *rc::gen::inRange(0, 4);
  }
  if (Coin()) facts.contracts[0].quality_factor = Number("0.85");
  facts.contracts[1].period.end = Day("2026-10-28");
  bool placed[3] = {};
  const int placements = *rc::gen::inRange(0, 7);
  for (int i = 0; i < placements; ++i) {
    const int person = *rc::gen::inRange(0, 3);
    placed[person] = true;
    PlacementFacts placement =
        PlacedAt(*rc::gen::element<std::string>("a", "b"), "plc_" + std::to_string(i),
                 "person_" + std::to_string(person), "2026-09-25");
    placement.period.start = placement.period.start + *rc::gen::inRange(0, 20);
    placement.period.end = placement.period.start + *rc::gen::inRange(0, 60);
    placement.categories = {{Days("2026-10-01", "2026-10-09"), "mild"}};
    if (Coin()) placement.planned_days = *rc::gen::inRange(0, 32);
    if (Coin()) placement.absences_before = {{AbsenceReason::kHospital, 2, 1}};
    placement.attendance = RandomAttendance();
    facts.placements.push_back(std::move(placement));
  }
  for (int i = 0; i < 3; ++i) {
    if (placed[i] && *rc::gen::inRange(0, 4) != 0) facts.persons.push_back(RandomPerson(i));
  }
  return facts;
}

// Each law is asked of the lines of a random month under a random order.
template <typename Law>
bool Holds(const char* law, Law ask) {
  return rc::check(law, [&ask] {
    const StateSocialOrder order = RandomOrder();
    const MonthFacts facts = RandomMonth(order);
    ask(facts, LinesOf(facts));
  });
}

TEST_CASE("who pays adds to the price, and nothing is below zero") {
  CHECK(Holds("price = budget + person + pension + withheld", [](const auto&, const auto& lines) {
    for (const Line& line : lines) {
      RC_ASSERT(line.price.minor() == line.amount.minor() + line.person_amount.minor() +
                                          line.pension_amount.minor() +
                                          line.withheld_amount.minor());
      std::int64_t funded = 0;
      for (const FundedPart& part : line.funding) {
        RC_ASSERT(!part.amount.is_negative());
        funded += part.amount.minor();
      }
      RC_ASSERT(line.funding.empty() || funded == line.amount.minor());
      for (const Money sum : {line.price, line.amount, line.person_amount, line.pension_amount,
                              line.withheld_amount, line.denied_amount}) {
        RC_ASSERT(!sum.is_negative());
      }
      const bool payable = line.status == LineStatus::kPayable;
      RC_ASSERT((payable ? line.denied_amount : line.price).is_zero());
      RC_ASSERT(line.reason.has_value() != payable);
      RC_ASSERT(payable || line.funding.empty());
    }
  }));
}

TEST_CASE(
    "each quantity of the register lands once, and enrolment adds days that it is silent of") {
  CHECK(Holds("Σ lines by day = register", [](const MonthFacts& facts, const auto& lines) {
    std::map<std::pair<std::string, CivilDate>, Exact> left;
    for (const PlacementFacts& placement : facts.placements) {
      for (const AttendanceDay& day : placement.attendance) {
        left[{placement.placement_id, day.date}] = Exact(day.quantity);
      }
    }
    for (const Line& line : lines) {
      RC_ASSERT(line.quantities.size() == line.dates.size());
      RC_ASSERT(std::is_sorted(line.dates.begin(), line.dates.end()));
      Exact sum;
      for (std::size_t i = 0; i < line.dates.size(); ++i) {
        RC_ASSERT(line.quantities[i] > Decimal());
        sum = sum + Exact(line.quantities[i]);
        const std::pair key(line.placement_id, line.dates[i]);
        RC_ASSERT(left.contains(key) != (line.ground == LineGround::kEnrolled));
        if (left.contains(key)) left[key] = left[key] - Exact(line.quantities[i]);
      }
      RC_ASSERT(sum == Exact(line.quantity));
    }
    for (const auto& [key, rest] : left) RC_ASSERT(rest == Exact());
  }));
}

TEST_CASE("caps, places, persons and months hold no more than they may") {
  CHECK(Holds("paid days are within every limit", [](const MonthFacts& facts, const auto& lines) {
    const StateSocialOrder& order = *facts.contracts[0].order;
    std::map<std::pair<std::string, CivilDate>, Exact> of_day;
    std::map<std::string, Exact> of_month;
    std::map<std::pair<std::string, CivilDate>, int> person_days;
    std::map<std::string, Exact> months;
    for (const Line& line : lines) {
      // What payers do not know was served all the same, and keeps its claim.
      if (line.reason && *line.reason < DenialReason::kIncomeUnknown) continue;
      for (std::size_t i = 0; i < line.dates.size(); ++i) {
        Exact& day = of_day[{line.person_id, line.dates[i]}];
        day = day + Exact(line.quantities[i]);
        const bool held =
            line.ground == LineGround::kReserved || line.ground == LineGround::kNotice;
        if (!held) ++person_days[{line.person_id, line.dates[i]}];
      }
      of_month[line.person_id] = of_month[line.person_id] + Exact(line.quantity);
      months[line.placement_id] = months[line.placement_id] + Exact(line.quantity);
    }
    for (const order::Cap& cap : order.caps) {
      const Exact most(cap.max_quantity);
      if (cap.window == order::CapWindow::kDay) {
        for (const auto& [key, units] : of_day) RC_ASSERT(units <= most);
      } else if (cap.window == order::CapWindow::kMonth) {
        for (const auto& [key, units] : of_month) RC_ASSERT(units <= most);
      }
    }
    if (order::IsDayUnit(order.tariffs[0].unit)) {
      for (const auto& [key, days] : person_days) RC_ASSERT(days == 1);
    }
    const bool fixed = order.proration_rules[0].divisor == order::Divisor::kFixedDays;
    if (fixed && order.tariffs[0].unit == order::ServiceUnit::kPersonMonth) {
      for (const auto& [id, days] : months) {
        RC_ASSERT(days <= Exact(*order.proration_rules[0].fixed_days));
      }
    }
  }));
}

TEST_CASE("a person's fee by income is that of one month, over all placements") {
  CHECK(Holds("Σ fees <= fee of the month", [](const MonthFacts& facts, const auto& lines) {
    const StateSocialOrder& order = *facts.contracts[0].order;
    const bool by_income_alone = order.guaranteed_amounts.empty() && order.fee_rules.size() == 1 &&
                                 order.fee_rules[0].kind == order::FeeKind::kIncomeExcess;
    if (!by_income_alone) RC_DISCARD();
    std::map<std::string, std::int64_t> paid;
    for (const Line& line : lines) paid[line.person_id] += line.person_amount.minor();
    for (const PersonFacts& person : facts.persons) {
      const Exact due =
          person.income
              ? std::max(Exact(), Exact(1, 2) * (Exact(*person.income) - Exact(Number("900.10"))))
              : Exact();
      RC_ASSERT(Exact(paid[person.person_id]) <= due * Exact(100) + Exact(1, 2));
    }
  }));
}

std::vector<std::string> TracesOf(const std::vector<Line>& lines) {
  std::vector<std::string> text;
  for (const Line& line : lines) {
    for (std::string& row : RenderTrace(line)) text.push_back(std::move(row));
  }
  return text;
}

TEST_CASE("the result does not depend on the order of facts, nor of an order's rows") {
  CHECK(rc::check("shuffled facts and rules give the same hash and the same traces", [] {
    StateSocialOrder order = RandomOrder();
    MonthFacts facts = RandomMonth(order);
    const std::vector<Line> lines = LinesOf(facts);
    std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
    const auto shuffle = [&random](auto& list) { std::shuffle(list.begin(), list.end(), random); };
    shuffle(facts.contracts);
    shuffle(facts.places);
    shuffle(facts.placements);
    shuffle(facts.persons);
    for (PlacementFacts& placement : facts.placements) shuffle(placement.attendance);
    shuffle(order.tariffs);
    shuffle(order.coefficients);
    shuffle(order.absence_rules);
    shuffle(order.caps);
    shuffle(order.fee_rules);
    const std::vector<Line> shuffled = LinesOf(facts);
    RC_ASSERT(ResultHash(lines) == ResultHash(shuffled));
    RC_ASSERT(TracesOf(lines) == TracesOf(shuffled));
  }));
}

TEST_CASE("parts of a person-month add to the whole, but for the rounding of each line") {
  CHECK(rc::check("|Σ parts - rate| <= half a tiyn a line", [] {
    StateSocialOrder order =
        order::MonthlyOrder("0", order::DividedBy(*rc::gen::element(order::Divisor::kCalendarDays,
                                                                    order::Divisor::kWorkingDays)));
    const auto rate = *rc::gen::inRange<std::int64_t>(0, 100'000'000);
    order.tariffs[0].rate = *Decimal::FromCoefficient(rate, 2);
    MonthFacts facts = FactsOf(*rc::gen::element("2026-02", "2026-04", "2026-10"), order);
    const Period month = facts.month.period();
    const CivilDate moved = month.start + *rc::gen::inRange(1, 28);
    facts.placements = {PlacedAt("a", "plc_a", "person", "2026-01-01", moved),
                        PlacedAt("b", "plc_b", "person", "2026-01-01")};
    facts.placements[1].period.start = moved;
    for (CivilDate date = month.start; date < month.end; date = date + 1) {
      facts.placements[date < moved ? 0 : 1].attendance.push_back({date, {}, Number("1")});
    }
    Exact sum;
    int payable = 0;
    for (const Line& line : LinesOf(facts)) {
      sum = sum + Exact(line.amount.minor());
      if (line.status == LineStatus::kPayable) ++payable;
    }
    const Exact off = sum - Exact(rate);
    RC_ASSERT(off <= Exact(payable, 2));
    RC_ASSERT(-off <= Exact(payable, 2));
  }));
}

}  // namespace
}  // namespace tirek::capitation
