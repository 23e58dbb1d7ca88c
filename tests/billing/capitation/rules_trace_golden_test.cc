// Traces of one line of each kind that an order's rules can make; UPDATE_GOLDEN=1 rewrites the
// file.
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::StateSocialOrder;

constexpr const char* kGolden = "tests/golden/capitation_rules_trace.txt";

std::string TracesOf(const char* title, const MonthFacts& facts) {
  std::string text = std::string("== ") + title + "\n\n";
  for (const Line& line : LinesOf(facts)) {
    for (const std::string& row : RenderTrace(line)) text += row + "\n";
    text += "\n";
  }
  return text;
}

MonthFacts OnePerson(const StateSocialOrder& order, const char* discharge) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.places[0].capacity = 150;
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05", Day(discharge))};
  facts.persons = {{"person",
                    Day("2008-10-15"),
                    {{order::Year2026(), 2}},
                    Number("118450.00"),
                    Number("240000.00"),
                    {{"day-care", Number("58")}}}};
  return facts;
}

// Steps by capacity and age, allowed absences with each limit, a reserved place and notice.
std::string Absences() {
  StateSocialOrder order = order::SampleOrder("0");
  order.tariffs[0].steps = order::Steps(order::StepMeasure::kCapacity,
                                        {{0, 104, Number("23770")}, {105, 201, Number("23930")}});
  order.coefficients = {order::Factor("AGE", "0", "0.62")};
  order.coefficients[0].steps =
      order::Steps(order::StepMeasure::kAge, {{0, 17, Number("1.2")}, {18, {}, Number("1")}});
  order.absence_rules = {
      order::Away(AbsenceReason::kHospital, "0.5", 3), order::Away(AbsenceReason::kExcused, "1"),
      order::Away(AbsenceReason::kVacation, "1"), order::Away(AbsenceReason::kReserved, "0.3"),
      order::Away(AbsenceReason::kNotice, "0.8")};
  order.absence_rules[1].max_consecutive_days = 1;
  order.absence_rules[2].max_days_per_year = 30;
  MonthFacts facts = OnePerson(order, "2026-10-20");
  PlacementFacts& placement = facts.placements[0];
  placement.absences_before = {{AbsenceReason::kVacation, 29, 0}};
  Attend(placement, "2026-10-01", "2026-10-02");
  Attend(placement, "2026-10-05", "2026-10-08", AbsenceReason::kHospital);
  Attend(placement, "2026-10-09", "2026-10-10", AbsenceReason::kExcused);
  Attend(placement, "2026-10-12", "2026-10-13", AbsenceReason::kVacation);
  Attend(placement, "2026-10-16", "2026-10-16", AbsenceReason::kReserved);
  Attend(placement, "2026-10-19", "2026-10-20", AbsenceReason::kNotice);
  return TracesOf("steps, absences, a reserved place and notice", facts);
}

// A person-month by enrolment and working days, and one by a plan.
std::string Months() {
  StateSocialOrder order =
      order::MonthlyOrder("187430.00", order::DividedBy(order::Divisor::kWorkingDays));
  order.basis_rules = {order::PaidBy(order::PaymentBasis::kEnrolled)};
  MonthFacts facts = OnePerson(order, "2026-10-10");
  Attend(facts.placements[0], "2026-10-01", "2026-10-01", AbsenceReason::kUnexcused);
  Attend(facts.placements[0], "2026-10-03", "2026-10-03");
  std::string text = TracesOf("a month by enrolment and working days", facts);
  order.basis_rules = {order::PaidBy(order::PaymentBasis::kAttended)};
  order.proration_rules = {order::DividedBy(order::Divisor::kPlannedDays)};
  facts.placements[0].planned_days = 2;
  Attend(facts.placements[0], "2026-10-06", "2026-10-07");
  return text + TracesOf("a month by a plan, attended days alone", facts);
}

// Hours under caps of the day and of the year.
std::string Caps() {
  StateSocialOrder order = order::SampleOrder("432.50");
  order.tariffs[0].unit = order::ServiceUnit::kHour;
  order.caps = {order::AtMost("8", order::CapWindow::kDay),
                order::AtMost("68", order::CapWindow::kYear)};
  MonthFacts facts = OnePerson(order, "2026-12-31");
  Attend(facts.placements[0], "2026-10-01", "2026-10-02", {}, "9.5");
  return TracesOf("hours under caps", facts);
}

// Every payer of a price.
std::string Payers() {
  StateSocialOrder order = order::SampleOrder("52300.00");
  order.guaranteed_amounts = {
      order::Guaranteed("90000.00", order::GuaranteeWindow::kMonth, "0.70")};
  order.fee_rules = {order::FeeAbove("76276.50", "0.5"),
                     order::Fee(order::FeeKind::kPriceShare, "0.70")};
  order.fee_rules[1].code = "SHARE";
  order.fee_rules[1].budget_maximum = Number("36000.00");
  order.pension_rules = {order::ThirtySeventy()};
  order.pension_rules[0].centre_share = Number("0.05");
  order.quality_rules = {order::Withheld("0.05")};
  order.funding_rules = {order::FundedBy({{"REGION", "0.5"}, {"DISTRICT", "0.5"}})};
  MonthFacts facts = OnePerson(order, "2026-12-31");
  Attend(facts.placements[0], "2026-10-01", "2026-10-01");
  std::string text = TracesOf("every payer, quality not known", facts);
  order.guaranteed_amounts[0].window = order::GuaranteeWindow::kUnit;
  facts.contracts[0].quality_factor = Number("0.8");
  text += TracesOf("a guaranteed amount of a unit, quality known", facts);
  facts.persons[0].pension = Number("128431.00");
  order.pension_rules = {order::ThirtySeventy()};
  text += TracesOf("a pension that the law does not divide", facts);
  facts.persons[0].income.reset();
  return text + TracesOf("an income that is not known", facts);
}

// Denials by what is missing.
std::string Unknown() {
  StateSocialOrder order = order::SampleOrder("0");
  order.tariffs[0].steps = order::Steps(order::StepMeasure::kSeverity, {{3, 4, Number("100")}});
  MonthFacts facts = OnePerson(order, "2026-12-31");
  Attend(facts.placements[0], "2026-10-01", "2026-10-01");
  std::string text = TracesOf("a grade that no band holds", facts);
  facts.persons[0].severities.clear();
  return text + TracesOf("a grade that is not known", facts);
}

TEST_CASE("traces of every rule read as they were approved") {
  const std::string text = Absences() + Months() + Caps() + Payers() + Unknown();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kGolden) << text;
  std::ifstream file(kGolden);
  REQUIRE(file.good());
  std::stringstream approved;
  approved << file.rdbuf();
  CHECK(text == approved.str());
}

}  // namespace
}  // namespace tirek::capitation
