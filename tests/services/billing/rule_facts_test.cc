// What rules ask for beside attendance, and the days of enrolment.
#include <doctest/doctest.h>

#include "services/billing/fact_needs.h"
#include "services/billing/month_facts.h"
#include "services/billing/person_facts.h"
#include "tests/billing/capitation/sample_rules.h"
#include "tests/services/billing/sample_rows.h"

namespace tirek::billing {
namespace {

using order::Day;
using order::Days;
using order::Number;
using enum CircumstanceKind;

// "ctr_1 plc_1: 31 ENROLLED; …" by line; the kernel and the reference agree on it.
std::string LinesOf(const MonthRows& rows) {
  const auto lines = ComputeLines(rows);
  REQUIRE_MESSAGE(lines, Describe(lines.error()));
  const auto reference = ComputeLinesByReference(rows);
  REQUIRE(reference);
  CHECK(capitation::ResultHash(*lines) == capitation::ResultHash(*reference));
  std::string text;
  for (const capitation::Line& line : *lines) {
    text += (text.empty() ? "" : "; ") + line.contract_id + " " + line.placement_id + ": " +
            std::to_string(line.dates.size()) + " " +
            std::string(line.reason ? DenialReasonName(*line.reason) : LineGroundName(line.ground));
  }
  return text;
}

MonthRows EnrolledRows() {
  order::StateSocialOrder order = order::SampleOrder();
  order.basis_rules = {order::PaidBy(order::PaymentBasis::kEnrolled)};
  return RowsOf(order);
}

TEST_CASE("Where enrolment is paid, a placement without attendance has lines") {
  MonthRows rows = EnrolledRows();
  CHECK(LinesOf(rows) == "ctr_1 plc_1: 31 ENROLLED");
  rows.placements.front().period = Days("2026-10-10", "2026-10-19");
  CHECK(LinesOf(rows) == "ctr_1 plc_1: 10 ENROLLED");
  rows.placements.front().period = Days("2026-09-10", "2026-09-19");
  CHECK(LinesOf(rows).empty());
}

TEST_CASE("Days of enrolment go to the contract that covers them, and to one alone") {
  MonthRows rows = EnrolledRows();
  rows.contracts = {
      {"ctr_b", "C-1", "prv_1", "ord_1", {"day-care"}, Days("2026-10-11", "2026-10-20")},
      {"ctr_a", "C-2", "prv_1", "ord_1", {"day-care"}, Days("2026-01-01", "2026-12-31")}};
  Attend(rows, "plc_1", "2026-10-20", "2026-10-21");
  CHECK(LinesOf(rows) ==
        "ctr_a plc_1: 10 ENROLLED; ctr_a plc_1: 1 ATTENDED; ctr_a plc_1: 10 ENROLLED; "
        "ctr_b plc_1: 9 ENROLLED; ctr_b plc_1: 1 ATTENDED");
}

TEST_CASE("Of two circumstances of a day the one recorded last holds") {
  MonthRows rows = RowsOf(order::SampleOrder());
  rows.circumstances = {
      {"psn_1", kIncome, Number("90000.00"), Days("2026-01-01", "2026-12-31")},
      {"psn_1", kIncome, Number("70000.50"), Days("2026-10-01", "2026-10-31")},
      {"psn_1", kSeverity, Number("2"), Days("2026-01-01", "2026-12-31")},
      {"psn_1", kSeverity, Number("4"), Days("2026-10-11", "2026-12-31")},
      {"psn_1", kSeverity, Number("2"), Days("2026-10-21", "2026-10-31")},
      {"psn_2", kPension, Number("120000"), Days("2026-10-12", "2026-12-31")},
      {"psn_2", kPension, Number("130000"), Days("2026-10-20", "2026-12-31")},
  };
  rows.birth_dates = {{"psn_2", Day("2015-02-28")}};
  rows.units_before = {{"psn_3", {"home-care", Number("12.5")}}};
  const auto persons = PersonsOf(rows);
  REQUIRE(persons.size() == 3);
  CHECK(persons[0].person_id == "psn_1");
  CHECK(persons[0].income == Number("70000.50"));
  CHECK_FALSE(persons[0].pension.has_value());
  REQUIRE(persons[0].severities.size() == 3);
  CHECK(persons[0].severities[0].period == Days("2026-10-01", "2026-10-10"));
  CHECK(persons[0].severities[1].grade == 4);
  CHECK(persons[0].severities[2].period == Days("2026-10-21", "2026-10-31"));
  // Nothing was known on the first: what came first in the month.
  CHECK(persons[1].pension == Number("120000"));
  CHECK(persons[1].birth_date == Day("2015-02-28"));
  CHECK(persons[2].units_before.front().quantity == Number("12.5"));
}

TEST_CASE("Plans, absences before and quality reach every part of a placement") {
  MonthRows rows = RowsOf(order::SampleOrder());
  rows.contracts = {
      {"ctr_1", "C-1", "prv_1", "ord_1", {"day-care"}, Days("2026-01-01", "2026-10-14")},
      {"ctr_2", "C-2", "prv_1", "ord_1", {"day-care"}, Days("2026-10-15", "2026-12-31")}};
  rows.plans = {{"plc_1", 20}, {"plc_9", 3}};
  rows.absences_before = {{"plc_1", {order::AbsenceReason::kHospital, 12, 5}}};
  rows.qualities = {{"ctr_2", Number("0.85")}};
  Attend(rows, "plc_1", "2026-10-14", "2026-10-15");
  const auto facts = FactsOf(rows);
  REQUIRE(facts);
  REQUIRE(facts->placements.size() == 2);
  for (const auto& part : facts->placements) {
    CAPTURE(part.contract_id);
    CHECK(part.planned_days == 20);
    REQUIRE(part.absences_before.size() == 1);
    CHECK(part.absences_before.front().days_unbroken == 5);
  }
  for (const auto& contract : facts->contracts) {
    CAPTURE(contract.contract_id);
    CHECK(contract.quality_factor.has_value() == (contract.contract_id == "ctr_2"));
  }
}

TEST_CASE("An order asks for the facts that its rules name, and for no others") {
  const auto needs = [](void (*change)(order::StateSocialOrder&)) {
    order::StateSocialOrder order = order::SampleOrder();
    order.absence_rules.clear();
    change(order);
    const FactNeeds asked = NeedsOf({{"ord_1", order}});
    std::string text;
    if (asked.birth_dates) text += "B";
    if (asked.circumstances) text += "C";
    if (asked.plans) text += "P";
    if (asked.absences_before) text += "A";
    if (asked.units_before) text += "U";
    if (asked.assessments) text += "Q";
    if (asked.enrolment) text += "E";
    return text;
  };
  using order::StateSocialOrder;
  const struct {
    void (*change)(StateSocialOrder&);
    const char* expected;
  } cases[] = {
      {[](StateSocialOrder&) {}, ""},
      {[](auto& o) {
         o.tariffs[0].steps = {order::StepMeasure::kAge, {}};
       },
       "B"},
      {[](auto& o) {
         o.tariffs[0].steps = {order::StepMeasure::kCapacity, {}};
       },
       ""},
      {[](auto& o) {
         o.tariffs[0].steps = {order::StepMeasure::kSeverity, {}};
       },
       "C"},
      {[](auto& o) { o.fee_rules.emplace_back(); }, "C"},
      {[](auto& o) { o.pension_rules.emplace_back(); }, "C"},
      {[](auto& o) { o.proration_rules.emplace_back(); }, ""},
      {[](auto& o) { o.proration_rules.emplace_back().divisor = order::Divisor::kPlannedDays; },
       "P"},
      {[](auto& o) { o.absence_rules.emplace_back().max_days_per_month = 3; }, ""},
      {[](auto& o) { o.absence_rules.emplace_back().max_days_per_year = 3; }, "A"},
      {[](auto& o) { o.absence_rules.emplace_back().max_consecutive_days = 3; }, "A"},
      {[](auto& o) { o.caps.emplace_back().window = order::CapWindow::kMonth; }, ""},
      {[](auto& o) { o.caps.emplace_back().window = order::CapWindow::kYear; }, "U"},
      {[](auto& o) { o.quality_rules.emplace_back(); }, "Q"},
      {[](auto& o) { o.pots.emplace_back(); }, "Q"},
      {[](auto& o) { o.basis_rules = {order::PaidBy(order::PaymentBasis::kEnrolled)}; }, "E"},
      {[](auto& o) { o.basis_rules = {order::PaidBy(order::PaymentBasis::kAttended)}; }, ""},
  };
  for (const auto& [change, expected] : cases) CHECK(needs(change) == expected);
  CHECK_FALSE(NeedsOf(order::StateSocialOrder()).enrolment);
}

}  // namespace
}  // namespace tirek::billing
