// Caps on the units of a person: where a row is cut, and who comes first.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"
#include "tests/billing/capitation/sample_rules.h"

namespace tirek::capitation {
namespace {

using order::AtMost;
using order::CapWindow;
using order::ServiceUnit;
using order::StateSocialOrder;
using Briefed = std::vector<std::string>;

StateSocialOrder OrderOf(ServiceUnit unit, std::vector<order::Cap> caps) {
  StateSocialOrder order = order::SampleOrder("10.00");
  order.tariffs[0].unit = unit;
  order.caps = std::move(caps);
  return order;
}

// Quantities of one person from 1 October on, at provider a.
MonthFacts Received(const StateSocialOrder& order, std::vector<const char*> quantities) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc", "person", "2026-01-05")};
  for (std::size_t i = 0; i < quantities.size(); ++i) {
    facts.placements[0].attendance.push_back(
        {Day("2026-10-01") + static_cast<int>(i), {}, Number(quantities[i])});
  }
  return facts;
}

TEST_CASE("a row is cut where its cap is reached, and the part above is denied") {
  struct Case {
    const char* name;
    ServiceUnit unit;
    std::vector<order::Cap> caps;
    std::vector<const char*> quantities;
    Briefed lines;
  };
  const Case cases[] = {
      {"the day",
       ServiceUnit::kHour,
       {AtMost("2", CapWindow::kDay)},
       {"1.5", "3"},
       {"plc T-DAY ATTENDED PAYABLE 3.5 35.00", "plc T-DAY ATTENDED DAY_CAP 1 10.00"}},
      {"the month",
       ServiceUnit::kHour,
       {AtMost("4", CapWindow::kMonth)},
       {"3", "3", "3"},
       {"plc T-DAY ATTENDED PAYABLE 4 40.00", "plc T-DAY ATTENDED MONTH_CAP 5 50.00"}},
      {"the day before the month before the year",
       ServiceUnit::kHour,
       {AtMost("11", CapWindow::kYear), AtMost("6", CapWindow::kMonth),
        AtMost("4", CapWindow::kDay)},
       {"5", "5", "5"},
       {"plc T-DAY ATTENDED PAYABLE 6 60.00", "plc T-DAY ATTENDED DAY_CAP 3 30.00",
        "plc T-DAY ATTENDED MONTH_CAP 6 60.00"}},
      {"one row by two caps",
       ServiceUnit::kHour,
       {AtMost("6", CapWindow::kDay), AtMost("5", CapWindow::kMonth)},
       {"7"},
       {"plc T-DAY ATTENDED PAYABLE 5 50.00", "plc T-DAY ATTENDED DAY_CAP 1 10.00",
        "plc T-DAY ATTENDED MONTH_CAP 1 10.00"}},
      {"exactly as many",
       ServiceUnit::kHour,
       {AtMost("3", CapWindow::kDay)},
       {"3.0"},
       {"plc T-DAY ATTENDED PAYABLE 3.0 30.00"}},
      {"nothing at all",
       ServiceUnit::kVisit,
       {AtMost("0", CapWindow::kMonth)},
       {"1"},
       {"plc T-DAY ATTENDED MONTH_CAP 1 10.00"}},
      {"visits are whole",
       ServiceUnit::kVisit,
       {AtMost("2.5", CapWindow::kMonth)},
       {"2", "2"},
       {"plc T-DAY ATTENDED PAYABLE 2 20.00", "plc T-DAY ATTENDED MONTH_CAP 2 20.00"}},
      {"days",
       ServiceUnit::kDay,
       {AtMost("2", CapWindow::kMonth)},
       {"1", "1", "1"},
       {"plc T-DAY ATTENDED PAYABLE 2 20.00", "plc T-DAY ATTENDED MONTH_CAP 1 10.00"}},
      {"parts of an hour to the last decimal",
       ServiceUnit::kHour,
       {AtMost("1.000001", CapWindow::kDay)},
       {"1.5"},
       {"plc T-DAY ATTENDED PAYABLE 1.000001 10.00", "plc T-DAY ATTENDED DAY_CAP 0.499999 5.00"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const StateSocialOrder order = OrderOf(c.unit, c.caps);
    CHECK(Briefs(LinesOf(Received(order, c.quantities))) == c.lines);
  }
}

TEST_CASE("a cap for the category goes before one for any") {
  const StateSocialOrder order = OrderOf(
      ServiceUnit::kHour, {AtMost("1", CapWindow::kDay), AtMost("3", CapWindow::kDay, "g1")});
  MonthFacts facts = Received(order, {"5"});
  CHECK(LinesOf(facts).at(0).quantity == Number("1"));
  facts.placements[0].categories = {{order::Year2026(), "g1"}};
  CHECK(LinesOf(facts).at(0).quantity == Number("3"));
}

TEST_CASE("units paid in the year before the month count in its cap, and beyond it leave nothing") {
  const StateSocialOrder order = OrderOf(ServiceUnit::kHour, {AtMost("60", CapWindow::kYear)});
  struct Case {
    const char* service;
    const char* before;
    const char* paid;
  };
  for (const Case& c : {Case{"day-care", "55.5", "45.00"}, Case{"day-care", "60", "0.00"},
                        Case{"day-care", "61", "0.00"}, Case{"other", "60", "60.00"}}) {
    CAPTURE(c.before);
    CAPTURE(c.service);
    MonthFacts facts = Received(order, {"6"});
    facts.persons = {{"person", {}, {}, {}, {}, {{c.service, Number(c.before)}}}};
    CHECK(PayableSum(LinesOf(facts)) == c.paid);
  }
}

TEST_CASE("a person's units count whoever delivers them, the first claim first") {
  const StateSocialOrder order =
      OrderOf(ServiceUnit::kHour, {AtMost("4", CapWindow::kDay), AtMost("9", CapWindow::kMonth)});
  MonthFacts facts = FactsOf("2026-10", order);
  facts.placements = {PlacedAt("a", "plc_a", "person", "2026-02-05"),
                      PlacedAt("b", "plc_b", "person", "2026-01-05"),
                      PlacedAt("b", "plc_c", "other", "2026-03-05")};
  for (PlacementFacts& placement : facts.placements) {
    Attend(placement, "2026-10-01", "2026-10-02", {}, "3");
  }
  // b was admitted first: 3 + 1 on the first day, 3 + 1 on the second; then 9 - 8 is left.
  Attend(facts.placements[0], "2026-10-03", "2026-10-03", {}, "3");
  CHECK(Briefs(LinesOf(facts)) ==
        Briefed{"plc_a T-DAY ATTENDED PAYABLE 3 30.00", "plc_a T-DAY ATTENDED DAY_CAP 4 40.00",
                "plc_a T-DAY ATTENDED MONTH_CAP 2 20.00", "plc_b T-DAY ATTENDED PAYABLE 6 60.00",
                "plc_c T-DAY ATTENDED PAYABLE 6 60.00"});
}

TEST_CASE("what is denied uses up no cap") {
  const StateSocialOrder order = OrderOf(ServiceUnit::kHour, {AtMost("4", CapWindow::kMonth)});
  MonthFacts facts = Received(order, {"3", "3", "25"});
  facts.places[0].licences = {Days("2026-10-02", "2026-12-31")};
  CHECK(Briefs(LinesOf(facts)) == Briefed{"plc T-DAY ATTENDED NO_LICENCE 3 30.00",
                                          "plc T-DAY ATTENDED PAYABLE 3 30.00",
                                          "plc T-DAY ATTENDED QUANTITY_BEYOND_DAY 25 250.00"});
}

TEST_CASE("a row that caps divide shows each part its cap") {
  const StateSocialOrder order = OrderOf(ServiceUnit::kHour, {AtMost("8", CapWindow::kDay)});
  const std::vector<Line> lines = LinesOf(Received(order, {"10"}));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].quantities == std::vector<Decimal>{Number("8")});
  CHECK(lines[1].quantities == std::vector<Decimal>{Number("2")});
  const TraceStep& cap = lines[1].trace.at(lines[1].trace.size() - 2);
  CHECK(cap ==
        TraceStep{"CAP-CAP", "Code 163", "CAP-DAY: at most 8 a DAY for a person", "8", "2 above"});
  CHECK(lines[1].trace.back().inputs ==
        "DAY_CAP: the units that a person is paid for on a day are used up; cap CAP-DAY");
  CHECK(lines[1].trace.back().source_act == "Code 163");
}

}  // namespace
}  // namespace tirek::capitation
