// Why days are not paid: each reason, which of two comes first, and what a denied day leaves free.
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::ServiceUnit;
using order::StateSocialOrder;
using Briefed = std::vector<std::string>;

StateSocialOrder OrderOf100() {
  StateSocialOrder order = order::SampleOrder("100.00");
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.5", 1),
                         order::Away(AbsenceReason::kExcused, "0")};
  return order;
}

// One person at provider a, from the 5th to the discharge on the 20th, and the row of one date.
struct Scene {
  StateSocialOrder order = OrderOf100();
  MonthFacts facts = FactsOf("2026-10", order);

  Scene() {
    facts.placements = {PlacedAt("a", "plc", "person", "2026-10-05", Day("2026-10-20"))};
    Attend(facts.placements[0], "2026-10-10", "2026-10-10");
  }
  Scene(const Scene&) = delete;  // the facts point to the order
  AttendanceDay& day() { return facts.placements[0].attendance[0]; }
  order::Tariff& tariff() { return order.tariffs[0]; }
};

TEST_CASE("each reason denies a day and says what it would have been") {
  struct Case {
    const char* name;
    std::function<void(Scene&)> set;
    const char* brief;
  };
  const Case cases[] = {
      {"nothing is wrong", [](Scene&) {}, "plc T-DAY ATTENDED PAYABLE 1 100.00"},
      {"the day before admission", [](Scene& s) { s.day().date = Day("2026-10-04"); },
       "plc T-DAY ATTENDED OUTSIDE_PLACEMENT 1 100.00"},
      {"the admission day", [](Scene& s) { s.day().date = Day("2026-10-05"); },
       "plc T-DAY ATTENDED PAYABLE 1 100.00"},
      {"an admission day that does not count",
       [](Scene& s) {
         s.day().date = Day("2026-10-05");
         s.order.day_count.admission_day_counts = false;
       },
       "plc T-DAY ATTENDED ADMISSION_DAY 1 100.00"},
      {"the discharge day", [](Scene& s) { s.day().date = Day("2026-10-20"); },
       "plc T-DAY ATTENDED DISCHARGE_DAY 1 100.00"},
      {"a discharge day that counts",
       [](Scene& s) {
         s.day().date = Day("2026-10-20");
         s.order.day_count.discharge_day_counts = true;
       },
       "plc T-DAY ATTENDED PAYABLE 1 100.00"},
      {"the day after discharge",
       [](Scene& s) {
         s.day().date = Day("2026-10-21");
         s.order.day_count.discharge_day_counts = true;
       },
       "plc T-DAY ATTENDED OUTSIDE_PLACEMENT 1 100.00"},
      {"admitted and discharged on the date",
       [](Scene& s) {
         s.facts.placements[0].period = {Day("2026-10-10"), Day("2026-10-10")};
       },
       "plc T-DAY ATTENDED DISCHARGE_DAY 1 100.00"},
      {"before the contract",
       [](Scene& s) { s.facts.contracts[0].period.start = Day("2026-10-11"); },
       "plc T-DAY ATTENDED OUTSIDE_CONTRACT 1 100.00"},
      {"the day on which the contract has ended",
       [](Scene& s) { s.facts.contracts[0].period.end = Day("2026-10-10"); },
       "plc T-DAY ATTENDED OUTSIDE_CONTRACT 1 100.00"},
      {"no licence at all", [](Scene& s) { s.facts.places[0].licences.clear(); },
       "plc T-DAY ATTENDED NO_LICENCE 1 100.00"},
      {"a gap between licences",
       [](Scene& s) {
         s.facts.places[0].licences = {Days("2026-01-01", "2026-10-09"),
                                       Days("2026-10-11", "2026-12-31")};
       },
       "plc T-DAY ATTENDED NO_LICENCE 1 100.00"},
      {"no tariff in force", [](Scene& s) { s.tariff().period.start = Day("2026-10-11"); },
       "plc  ATTENDED TARIFF_NOT_FOUND 1 0.00"},
      {"two tariffs in force",
       [](Scene& s) {
         s.order.tariffs.push_back(order::DayTariff("T-TOO", "100", order::Year2026()));
       },
       "plc  ATTENDED TARIFF_TIE 1 0.00"},
      {"two days on a date", [](Scene& s) { s.day().quantity = Number("2"); },
       "plc T-DAY ATTENDED QUANTITY_BEYOND_DAY 2 200.00"},
      {"half a day", [](Scene& s) { s.day().quantity = Number("0.5"); },
       "plc T-DAY ATTENDED QUANTITY_NOT_WHOLE 0.5 50.00"},
      {"an absence without a rule", [](Scene& s) { s.day().absence = AbsenceReason::kUnexcused; },
       "plc T-DAY ABSENCE UNPAID_ABSENCE 1 100.00"},
      {"an absence whose rule pays nothing",
       [](Scene& s) { s.day().absence = AbsenceReason::kExcused; },
       "plc T-DAY ABSENCE UNPAID_ABSENCE 1 100.00"},
      {"a paid absence", [](Scene& s) { s.day().absence = AbsenceReason::kHospital; },
       "plc T-DAY ABSENCE PAYABLE 1 50.00"},
      {"a paid absence beyond its limit",
       [](Scene& s) {
         s.day().absence = AbsenceReason::kHospital;
         s.order.absence_rules[0].max_days_per_month = 0;
       },
       "plc T-DAY ABSENCE ABSENCE_LIMIT 1 50.00"},
      {"a place that holds nobody", [](Scene& s) { s.facts.places[0].capacity = 0; },
       "plc T-DAY ATTENDED OVER_CAPACITY 1 100.00"},
      {"an absence from a place that holds nobody",
       [](Scene& s) {
         s.day().absence = AbsenceReason::kHospital;
         s.facts.places[0].capacity = 0;
       },
       "plc T-DAY ABSENCE PAYABLE 1 50.00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Scene scene;
    c.set(scene);
    const std::vector<Line> lines = LinesOf(scene.facts);
    REQUIRE(lines.size() == 1);
    CHECK(Brief(lines[0]) == c.brief);
    const bool payable = std::string(c.brief).find("PAYABLE") != std::string::npos;
    CHECK(lines[0].status == (payable ? LineStatus::kPayable : LineStatus::kDenied));
    CHECK((payable ? lines[0].denied_amount : lines[0].amount).is_zero());
    CHECK((lines[0].trace.back().rule == "CAP-DENY") == !payable);
  }
}

TEST_CASE("a denial shows the facts behind it") {
  struct Case {
    std::function<void(Scene&)> set;
    const char* text;
  };
  const Case cases[] = {
      {[](Scene& s) { s.day().date = Day("2026-10-21"); },
       "OUTSIDE_PLACEMENT: the person was not placed here on these days; admitted on 2026-10-05, "
       "discharged on 2026-10-20"},
      {[](Scene& s) {
         s.facts.placements[0].period = {Day("2026-10-11"), kFarFuture};
       },
       "OUTSIDE_PLACEMENT: the person was not placed here on these days; admitted on 2026-10-11"},
      {[](Scene& s) {
         s.facts.contracts[0].period = {Day("2026-10-11"), kFarFuture};
       },
       "OUTSIDE_CONTRACT: the contract is not in force on these days; contract from 2026-10-11"},
      {[](Scene& s) { s.facts.contracts[0].period.end = s.facts.contracts[0].period.start; },
       "OUTSIDE_CONTRACT: the contract is not in force on these days; contract of no day"},
      {[](Scene& s) { s.facts.places[0].licences.clear(); },
       "NO_LICENCE: no licence of the provider covers these days; not licensed"},
      {[](Scene& s) {
         s.facts.places[0].licences = {Days("2026-01-01", "2026-10-09"),
                                       Days("2026-10-11", "2026-12-31")};
       },
       "NO_LICENCE: no licence of the provider covers these days; licensed from 2026-01-01 to "
       "2026-10-09, from 2026-10-11 to 2026-12-31"},
      {[](Scene& s) { s.facts.places[0].capacity = 0; },
       "OVER_CAPACITY: the place is full with persons admitted earlier; capacity 0"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    Scene scene;
    c.set(scene);
    const Line line = LinesOf(scene.facts).at(0);
    CHECK(line.trace.back().inputs == c.text);
    CHECK(line.trace.back().result == "0.00 KZT");
  }
}

TEST_CASE("of several reasons the first is named") {
  Scene scene;
  scene.facts.places[0].capacity = 0;
  scene.day().quantity = Number("2");
  scene.order.tariffs.push_back(order::DayTariff("T-TOO", "100", order::Year2026()));
  scene.facts.places[0].licences.clear();
  scene.facts.contracts[0].period.end = Day("2026-10-01");
  scene.facts.placements[0].period.end = Day("2026-10-06");
  const auto reason = [&scene] {
    return std::string(DenialReasonName(LinesOf(scene.facts).at(0).reason.value()));
  };
  CHECK(reason() == "OUTSIDE_PLACEMENT");
  scene.facts.placements[0].period.end = kFarFuture;
  CHECK(reason() == "OUTSIDE_CONTRACT");
  scene.facts.contracts[0].period.end = kFarFuture;
  CHECK(reason() == "NO_LICENCE");
  scene.facts.places[0].licences = {order::Year2026()};
  CHECK(reason() == "TARIFF_TIE");
  scene.order.tariffs.pop_back();
  CHECK(reason() == "QUANTITY_BEYOND_DAY");
  scene.day().quantity = Number("1");
  CHECK(reason() == "OVER_CAPACITY");
}

TEST_CASE("a date holds twenty-four hours, visits or sessions, and only hours come in parts") {
  struct Case {
    ServiceUnit unit;
    const char* quantity;
    const char* verdict;
  };
  const Case cases[] = {
      {ServiceUnit::kHour, "7.5", "PAYABLE 7.5 750.00"},
      {ServiceUnit::kHour, "24", "PAYABLE 24 2400.00"},
      {ServiceUnit::kHour, "24.01", "QUANTITY_BEYOND_DAY 24.01 2401.00"},
      {ServiceUnit::kVisit, "2.00", "PAYABLE 2.00 200.00"},
      {ServiceUnit::kVisit, "25", "QUANTITY_BEYOND_DAY 25 2500.00"},
      {ServiceUnit::kVisit, "1.5", "QUANTITY_NOT_WHOLE 1.5 150.00"},
      {ServiceUnit::kSession, "1", "PAYABLE 1 100.00"},
      {ServiceUnit::kSession, "0.5", "QUANTITY_NOT_WHOLE 0.5 50.00"},
      {ServiceUnit::kBedDay, "1", "PAYABLE 1 100.00"},
      {ServiceUnit::kBedDay, "2", "QUANTITY_BEYOND_DAY 2 200.00"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.verdict);
    Scene scene;
    scene.tariff().unit = c.unit;
    scene.day().quantity = Number(c.quantity);
    CHECK(Brief(LinesOf(scene.facts).at(0)) == "plc T-DAY ATTENDED " + std::string(c.verdict));
  }
}

TEST_CASE("quantities of a line are added, each date shown in the trace") {
  Scene scene;
  scene.tariff().unit = ServiceUnit::kHour;
  scene.facts.placements[0].attendance = {{Day("2026-10-12"), {}, Number("8")},
                                          {Day("2026-10-10"), {}, Number("7.5")}};
  const std::vector<Line> lines = LinesOf(scene.facts);
  CHECK(Briefs(lines) == Briefed{"plc T-DAY ATTENDED PAYABLE 15.5 1550.00"});
  CHECK(lines[0].trace[2].inputs == "2026-10-10: 7.5, 2026-10-12: 8");
}

TEST_CASE("equal admission dates are decided by the admission key, then by the placement id") {
  const StateSocialOrder order = OrderOf100();
  struct Case {
    const char* key_of_a;
    const char* key_of_b;
    const char* winner;
  };
  for (const Case& c :
       {Case{"2026-09-01T10:00", "2026-09-01T09:00", "plc_b"},
        Case{"2026-09-01T09:00", "2026-09-01T10:00", "plc_a"}, Case{"", "", "plc_a"}}) {
    CAPTURE(c.winner);
    MonthFacts facts = FactsOf("2026-10", order);
    facts.placements = {PlacedAt("b", "plc_b", "person", "2026-10-05"),
                        PlacedAt("a", "plc_a", "person", "2026-10-05")};
    facts.placements[0].admission_key = c.key_of_b;
    facts.placements[1].admission_key = c.key_of_a;
    for (PlacementFacts& placement : facts.placements) {
      Attend(placement, "2026-10-10", "2026-10-10");
    }
    for (const Line& line : LinesOf(facts)) {
      CHECK((line.status == LineStatus::kPayable) == (line.placement_id == c.winner));
      CHECK(line.overlap_placement_id == (line.placement_id == c.winner ? "" : c.winner));
    }
  }
}

TEST_CASE("two placements of one provider do not pay a day twice either") {
  Scene scene;
  scene.facts.placements.push_back(PlacedAt("a", "plc_2", "person", "2026-10-06"));
  Attend(scene.facts.placements[1], "2026-10-10", "2026-10-11");
  CHECK(Briefs(LinesOf(scene.facts)) ==
        Briefed{"plc T-DAY ATTENDED PAYABLE 1 100.00",
                "plc_2 T-DAY ATTENDED OVERLAP_SAME_PROVIDER 1 100.00",
                "plc_2 T-DAY ATTENDED PAYABLE 1 100.00"});
}

TEST_CASE("a visit and a day of one person do not overlap") {
  Scene scene;
  order::Tariff visit = order::DayTariff("T-VISIT", "30", order::Year2026());
  visit.service = "home-care";
  visit.unit = ServiceUnit::kVisit;
  scene.order.tariffs.push_back(visit);
  scene.facts.places[1].service = "home-care";
  scene.facts.placements.push_back(PlacedAt("b", "plc_2", "person", "2026-10-06"));
  Attend(scene.facts.placements[1], "2026-10-10", "2026-10-10");
  CHECK(PayableSum(LinesOf(scene.facts)) == "130.00");
}

TEST_CASE("a denied day claims nothing: the later admission is paid") {
  Scene scene;
  scene.facts.placements.push_back(PlacedAt("b", "plc_2", "person", "2026-10-06"));
  Attend(scene.facts.placements[1], "2026-10-10", "2026-10-10");
  const std::string later = "plc_2 T-DAY ATTENDED PAYABLE 1 100.00";
  SUBCASE("denied for a licence") { scene.facts.places[0].licences.clear(); }
  SUBCASE("denied for capacity") { scene.facts.places[0].capacity = 0; }
  SUBCASE("away and not paid") { scene.day().absence = AbsenceReason::kUnexcused; }
  CHECK(Brief(LinesOf(scene.facts).at(1)) == later);
}

TEST_CASE("a day lost to an overlap leaves its place to the next person") {
  Scene scene;
  scene.facts.places[1].capacity = 1;
  scene.facts.placements.push_back(PlacedAt("b", "plc_2", "person", "2026-10-06"));
  scene.facts.placements.push_back(PlacedAt("b", "plc_3", "other person", "2026-10-07"));
  scene.facts.placements.push_back(PlacedAt("b", "plc_4", "third person", "2026-10-08"));
  for (std::size_t i = 1; i <= 3; ++i) {
    Attend(scene.facts.placements[i], "2026-10-10", "2026-10-10");
  }
  CHECK(Briefs(LinesOf(scene.facts)) ==
        Briefed{"plc T-DAY ATTENDED PAYABLE 1 100.00",
                "plc_2 T-DAY ATTENDED OVERLAP_OTHER_PROVIDER 1 100.00",
                "plc_3 T-DAY ATTENDED PAYABLE 1 100.00",
                "plc_4 T-DAY ATTENDED OVER_CAPACITY 1 100.00"});
}

TEST_CASE("a denied absence does not use up the paid days of the month") {
  Scene scene;
  scene.facts.placements[0].attendance.clear();
  Attend(scene.facts.placements[0], "2026-10-04", "2026-10-06", AbsenceReason::kHospital);
  CHECK(Briefs(LinesOf(scene.facts)) == Briefed{"plc T-DAY ABSENCE OUTSIDE_PLACEMENT 1 50.00",
                                                "plc T-DAY ABSENCE PAYABLE 1 50.00",
                                                "plc T-DAY ABSENCE ABSENCE_LIMIT 1 50.00"});
}

TEST_CASE("an absence denied before its rule is asked shows no share that was not applied") {
  Scene scene;
  scene.facts.places[0].licences.clear();
  scene.day().absence = AbsenceReason::kExcused;  // its rule pays a share of 0
  const Line line = LinesOf(scene.facts).at(0);
  CHECK(Brief(line) == "plc T-DAY ABSENCE NO_LICENCE 1 100.00");
  for (const TraceStep& step : line.trace) CHECK(step.rule != "CAP-ABSENCE");
}

TEST_CASE("limits of absence are counted by placement and by reason") {
  Scene scene;
  scene.order.absence_rules.push_back(order::Away(AbsenceReason::kVacation, "1", 1));
  scene.facts.placements.push_back(PlacedAt("a", "plc_2", "person_2", "2026-10-05"));
  for (PlacementFacts& placement : scene.facts.placements) {
    placement.attendance.clear();
    Attend(placement, "2026-10-07", "2026-10-07", AbsenceReason::kHospital);
    Attend(placement, "2026-10-08", "2026-10-08", AbsenceReason::kVacation);
  }
  CHECK(PayableSum(LinesOf(scene.facts)) == "300.00");
}

TEST_CASE("lines split at a change of category, coefficient set or tariff, and not at a gap") {
  StateSocialOrder order = OrderOf100();
  order.tariffs.push_back(order::DayTariff("T-SEVERE", "200", order::Year2026()));
  order.tariffs[1].category = "severe";
  order.coefficients = {order::Factor("WINTER", "1.1")};
  order.coefficients[0].period = Days("2026-10-25", "2026-12-31");
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-01")};
  facts.placements[0].categories = {{Days("2026-10-06", "2026-10-10"), "mild"},
                                    {Days("2026-10-11", "2026-10-15"), "severe"}};
  Attend(facts.placements[0], "2026-10-01", "2026-10-03");
  Attend(facts.placements[0], "2026-10-05", "2026-10-31");
  const std::vector<Line> lines = LinesOf(facts);
  CHECK(Briefs(lines) ==
        Briefed{"plc T-DAY ATTENDED PAYABLE 13 1300.00", "plc T-DAY ATTENDED PAYABLE 5 500.00",
                "plc T-SEVERE ATTENDED PAYABLE 5 1000.00", "plc T-DAY ATTENDED PAYABLE 7 770.00"});
  CHECK(DatesText(lines[0].dates) ==
        "2026-10-01 to 2026-10-03, 2026-10-05, 2026-10-16 to 2026-10-24");
  CHECK(lines[0].period == Days("2026-10-01", "2026-10-24"));
  CHECK(lines[1].category == "mild");
  CHECK(lines[3].coefficient_codes == std::vector<std::string>{"WINTER"});
}

TEST_CASE("the rounding place decides whether the unit rate is money") {
  StateSocialOrder order = order::SampleOrder("10.004");
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-01")};
  Attend(facts.placements[0], "2026-10-01", "2026-10-10");
  CHECK(PayableSum(LinesOf(facts)) == "100.00");
  order.rounding.place = order::RoundingPlace::kLine;
  CHECK(PayableSum(LinesOf(facts)) == "100.04");
}

TEST_CASE("a sum that is no money is refused with its placement") {
  struct Case {
    const char* rate;
    Rounding policy;
    const char* reason;
  };
  for (const Case& c : {Case{"100000000000000000", Rounding::kHalfUp, "AMOUNT_OVERFLOW"},
                        Case{"10.004", Rounding::kExact, "ROUNDING_REMAINDER"}}) {
    CAPTURE(c.reason);
    Scene scene;
    scene.tariff().rate = Number(c.rate);
    scene.order.rounding.policy = c.policy;
    const auto lines = ComputeMonth(scene.facts);
    REQUIRE_FALSE(lines.has_value());
    CHECK(lines.error().reason == c.reason);
    CHECK(lines.error().metadata.at("placement_id") == "plc");
  }
}

}  // namespace
}  // namespace tirek::capitation
