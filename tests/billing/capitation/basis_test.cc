// Which days become payable: attended ones, allowed absences, enrolment, reserved places, notice.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::PaymentBasis;
using order::StateSocialOrder;
using Briefed = std::vector<std::string>;

StateSocialOrder OrderBy(PaymentBasis basis) {
  StateSocialOrder order = order::SampleOrder("100.00");
  order.basis_rules = {order::PaidBy(basis)};
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.5", 2),
                         order::Away(AbsenceReason::kReserved, "0.3"),
                         order::Away(AbsenceReason::kNotice, "0.8", 2)};
  return order;
}

// From the 5th to the discharge on the 12th: present on the 5th, in hospital from the 6th to the
// 8th, the 9th reserved, nothing told of the 10th and the 11th, and three days of notice.
MonthFacts WeekOf(const StateSocialOrder& order) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-10-05", Day("2026-10-12"))};
  PlacementFacts& placement = facts.placements[0];
  Attend(placement, "2026-10-05", "2026-10-05");
  Attend(placement, "2026-10-06", "2026-10-08", AbsenceReason::kHospital);
  Attend(placement, "2026-10-09", "2026-10-09", AbsenceReason::kReserved);
  Attend(placement, "2026-10-12", "2026-10-14", AbsenceReason::kNotice);
  return facts;
}

TEST_CASE("the basis says which days are paid") {
  struct Case {
    PaymentBasis basis;
    Briefed lines;
  };
  const Case cases[] = {
      {PaymentBasis::kAttended,
       {"plc T-DAY ATTENDED PAYABLE 1 100.00", "plc T-DAY ABSENCE UNPAID_ABSENCE 3 300.00",
        "plc T-DAY RESERVED UNPAID_ABSENCE 1 100.00", "plc T-DAY NOTICE UNPAID_ABSENCE 3 300.00"}},
      {PaymentBasis::kAllowedAbsences,
       {"plc T-DAY ATTENDED PAYABLE 1 100.00", "plc T-DAY ABSENCE PAYABLE 2 100.00",
        "plc T-DAY ABSENCE ABSENCE_LIMIT 1 50.00", "plc T-DAY RESERVED PAYABLE 1 30.00",
        "plc T-DAY NOTICE PAYABLE 2 160.00", "plc T-DAY NOTICE ABSENCE_LIMIT 1 80.00"}},
      {PaymentBasis::kEnrolled,
       {"plc T-DAY ATTENDED PAYABLE 1 100.00", "plc T-DAY ABSENCE PAYABLE 3 300.00",
        "plc T-DAY RESERVED PAYABLE 1 100.00", "plc T-DAY ENROLLED PAYABLE 2 200.00",
        "plc T-DAY NOTICE PAYABLE 2 160.00", "plc T-DAY NOTICE ABSENCE_LIMIT 1 80.00"}},
  };
  for (const Case& c : cases) {
    CAPTURE(PaymentBasisName(c.basis));
    const StateSocialOrder order = OrderBy(c.basis);
    CHECK(Briefs(LinesOf(WeekOf(order))) == c.lines);
  }
}

TEST_CASE("without a rule the allowed absences are paid") {
  StateSocialOrder order = OrderBy(PaymentBasis::kAllowedAbsences);
  const StateSocialOrder named = order;
  order.basis_rules.clear();
  CHECK(ResultHash(LinesOf(WeekOf(order))) == ResultHash(LinesOf(WeekOf(named))));
}

TEST_CASE("enrolment pays each counted day of placement, contract and month") {
  struct Case {
    const char* name;
    bool admission_counts;
    bool discharge_counts;
    const char* contract_end;
    const char* dates;
  };
  const Case cases[] = {
      {"the admission day alone counts", true, false, "2027-01-01", "2026-10-20 to 2026-10-24"},
      {"the discharge day alone counts", false, true, "2027-01-01", "2026-10-21 to 2026-10-25"},
      {"both count", true, true, "2027-01-01", "2026-10-20 to 2026-10-25"},
      {"the contract ends before", true, true, "2026-10-23", "2026-10-20 to 2026-10-22"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    StateSocialOrder order = OrderBy(PaymentBasis::kEnrolled);
    order.day_count = {c.admission_counts, c.discharge_counts};
    MonthFacts facts = FactsOf("2026-10", order);
    facts.contracts[0].period.end = Day(c.contract_end);
    facts.placements = {PlacedAt("a", "plc", "person", "2026-10-20", Day("2026-10-25"))};
    const std::vector<Line> lines = LinesOf(facts);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].ground == LineGround::kEnrolled);
    CHECK(lines[0].status == LineStatus::kPayable);
    CHECK(DatesText(lines[0].dates) == c.dates);
  }
}

TEST_CASE("a placement open over the month is enrolled on its every day") {
  const StateSocialOrder order = OrderBy(PaymentBasis::kEnrolled);
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-DAY ENROLLED PAYABLE 31 3100.00"});
}

TEST_CASE("days of enrolment that nothing pays are denied by name") {
  StateSocialOrder order = OrderBy(PaymentBasis::kEnrolled);
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-10-20", Day("2026-10-30"))};
  facts.places[0].licences = {Days("2026-01-01", "2026-10-24")};
  order.tariffs[0].period = Days("2026-01-01", "2026-10-27");
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-DAY ENROLLED PAYABLE 5 500.00",
                                          "plc T-DAY ENROLLED NO_LICENCE 3 300.00",
                                          "plc  ENROLLED NO_LICENCE 2 0.00"});
}

TEST_CASE("enrolment makes no visits") {
  StateSocialOrder order = OrderBy(PaymentBasis::kEnrolled);
  order.tariffs[0].unit = order::ServiceUnit::kVisit;
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-10-20")};
  CHECK(LinesOf(facts).empty());
}

TEST_CASE("a person enrolled at two providers is paid once, to the admission that wins") {
  struct Case {
    order::OverlapRule rule;
    Briefed lines;
    const char* sentence;
  };
  const Case cases[] = {
      {order::OverlapRule::kEarliestAdmissionWins,
       {"plc_a T-DAY ENROLLED PAYABLE 31 3100.00",
        "plc_b T-DAY ENROLLED OVERLAP_OTHER_PROVIDER 12 1200.00"},
       "another provider admitted the person earlier"},
      {order::OverlapRule::kLatestAdmissionWins,
       {"plc_a T-DAY ENROLLED PAYABLE 19 1900.00",
        "plc_a T-DAY ENROLLED OVERLAP_OTHER_PROVIDER 12 1200.00",
        "plc_b T-DAY ENROLLED PAYABLE 12 1200.00"},
       "another provider admitted the person later"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.sentence);
    StateSocialOrder order = OrderBy(PaymentBasis::kEnrolled);
    order.overlap = c.rule;
    MonthFacts facts = FactsOf("2026-10", order);
    facts.placements = {PlacedAt("a", "plc_a", "person", "2026-01-05"),
                        PlacedAt("b", "plc_b", "person", "2026-10-20")};
    const std::vector<Line> lines = LinesOf(facts);
    CHECK(Briefs(lines) == c.lines);
    CHECK(lines[1].trace.back().inputs.find(c.sentence) != std::string::npos);
  }
}

TEST_CASE("on one admission date the latest admission is decided by its key") {
  StateSocialOrder order = order::SampleOrder("100.00");
  order.overlap = order::OverlapRule::kLatestAdmissionWins;
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc_a", "person", "2026-10-05"),
                      PlacedAt("b", "plc_b", "person", "2026-10-05")};
  facts.placements[0].admission_key = "10:00";
  facts.placements[1].admission_key = "11:00";
  for (PlacementFacts& placement : facts.placements) {
    Attend(placement, "2026-10-10", "2026-10-10");
  }
  CHECK(LinesOf(facts).at(1).status == LineStatus::kPayable);
  facts.placements[1].admission_key = "10:00";  // then by placement id, as ever
  CHECK(LinesOf(facts).at(0).status == LineStatus::kPayable);
}

TEST_CASE("a reserved day or a notice day stands in nobody's way, and nobody in its") {
  const StateSocialOrder order = OrderBy(PaymentBasis::kAllowedAbsences);
  MonthFacts facts = FactsOf("2026-10", order);
  facts.places[0].capacity = 0;
  facts.placements = {PlacedAt("a", "plc_a", "person", "2026-10-01", Day("2026-10-10")),
                      PlacedAt("b", "plc_b", "person", "2026-10-08")};
  Attend(facts.placements[0], "2026-10-08", "2026-10-09", AbsenceReason::kReserved);
  Attend(facts.placements[0], "2026-10-10", "2026-10-11", AbsenceReason::kNotice);
  Attend(facts.placements[1], "2026-10-08", "2026-10-11");
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc_a T-DAY RESERVED PAYABLE 2 60.00",
                                          "plc_a T-DAY NOTICE PAYABLE 2 160.00",
                                          "plc_b T-DAY ATTENDED PAYABLE 4 400.00"});
}

TEST_CASE("a notice day lies on or after the discharge") {
  const StateSocialOrder order = OrderBy(PaymentBasis::kAllowedAbsences);
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-10-01", Day("2026-10-10"))};
  Attend(facts.placements[0], "2026-10-09", "2026-10-10", AbsenceReason::kNotice);
  const std::vector<Line> lines = LinesOf(facts);
  CHECK(Briefs(lines) ==
        Briefed{"plc T-DAY NOTICE OUTSIDE_PLACEMENT 1 80.00", "plc T-DAY NOTICE PAYABLE 1 80.00"});
  CHECK(lines[0].trace.back().inputs.ends_with(
      "admitted on 2026-10-01, discharged on 2026-10-10; days of notice follow the discharge"));
}

TEST_CASE("under enrolment a place holds those who are away, too") {
  for (const bool enrolled : {false, true}) {
    CAPTURE(enrolled);
    const StateSocialOrder order =
        OrderBy(enrolled ? PaymentBasis::kEnrolled : PaymentBasis::kAllowedAbsences);
    MonthFacts facts = FactsOf("2026-10", order);
    facts.places[0].capacity = 1;
    facts.placements = {PlacedAt("a", "plc_1", "person_1", "2026-10-05", Day("2026-10-06")),
                        PlacedAt("a", "plc_2", "person_2", "2026-10-05", Day("2026-10-06"))};
    Attend(facts.placements[0], "2026-10-05", "2026-10-05", AbsenceReason::kHospital);
    Attend(facts.placements[1], "2026-10-05", "2026-10-05");
    const Line second = LinesOf(facts).at(1);
    CHECK(second.reason.has_value() == enrolled);
    CHECK((!enrolled || second.reason == DenialReason::kOverCapacity));
  }
}

}  // namespace
}  // namespace tirek::capitation
