// The traces of a month, compared as text; UPDATE_GOLDEN=1 rewrites the file.
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "billing/capitation/month.h"
#include "tests/billing/capitation/sample_facts.h"

namespace tirek::capitation {
namespace {

using order::AbsenceReason;
using order::StateSocialOrder;

constexpr const char* kGolden = "tests/golden/capitation_trace.txt";

StateSocialOrder GoldenOrder() {
  StateSocialOrder order = order::SampleOrder();
  order.tariffs = {order::DayTariff("T-OLD", "4850.00", Days("2026-01-01", "2026-10-14")),
                   order::DayTariff("T-NEW", "5120.50", Days("2026-10-15", "2026-12-31")),
                   order::DayTariff("T-HOUR", "432.50", order::Year2026())};
  order.tariffs[2].service = "assistant";
  order.tariffs[2].category = "group-1";
  order.tariffs[2].unit = order::ServiceUnit::kHour;
  order.coefficients = {order::Factor("RURAL", "1.25", "0.62"), order::Factor("REGION", "1.10")};
  order.coefficients[0].service = "day-care";
  order.absence_rules = {order::Away(AbsenceReason::kHospital, "0.5", 7)};
  return order;
}

// A child with a hospital stay across a change of tariff, claimed by a second provider too, and an
// adult with an assistant by the hour.
MonthFacts GoldenMonth(const StateSocialOrder& order) {
  MonthFacts facts = FactsOf("2026-10", order);
  facts.places.push_back(facts.places[1]);
  facts.places[2].place_id = "place_hours";
  facts.places[2].service = "assistant";
  PlacementFacts child = PlacedAt("a", "plc_child", "child", "2026-10-05", Day("2026-10-31"));
  Attend(child, "2026-10-05", "2026-10-11");
  Attend(child, "2026-10-12", "2026-10-20", AbsenceReason::kHospital);
  Attend(child, "2026-10-21", "2026-10-22", AbsenceReason::kUnexcused);
  Attend(child, "2026-10-26", "2026-10-31");
  PlacementFacts again = PlacedAt("b", "plc_again", "child", "2026-10-26");
  Attend(again, "2026-10-26", "2026-10-26");
  PlacementFacts adult = PlacedAt("b", "plc_adult", "adult", "2026-01-12");
  adult.place_id = "place_hours";
  adult.categories = {{Days("2026-01-01", "2026-10-15"), "group-1"}};
  Attend(adult, "2026-10-01", "2026-10-01", {}, "8");
  Attend(adult, "2026-10-02", "2026-10-02", {}, "7.5");
  Attend(adult, "2026-10-16", "2026-10-16", {}, "8");
  facts.placements = {child, again, adult};
  return facts;
}

TEST_CASE("a month's traces read as they were approved") {
  const StateSocialOrder order = GoldenOrder();
  std::string text;
  for (const Line& line : LinesOf(GoldenMonth(order))) {
    for (const std::string& row : RenderTrace(line)) text += row + "\n";
    text += "\n";
  }
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(kGolden) << text;
  std::ifstream file(kGolden);
  REQUIRE(file.good());
  std::stringstream approved;
  approved << file.rdbuf();
  CHECK(text == approved.str());
}

}  // namespace
}  // namespace tirek::capitation
