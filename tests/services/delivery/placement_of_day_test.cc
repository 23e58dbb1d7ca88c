// The one pure rule of the register: which placement a day belongs to.
#include <doctest/doctest.h>

#include "services/delivery/attendance.h"

namespace tirek::delivery {
namespace {

PlacementFact From(const char* id, const char* start) {
  return {PlacementId::Trusted(id), "", "", "", *CivilDate::Parse(start)};
}

TEST_CASE("a day belongs to the latest placement that had begun by then, else to the first") {
  const std::vector<PlacementFact> placements = {From("second", "2026-10-12"),
                                                 From("first", "2026-09-01")};
  struct Case {
    const char* day;
    const char* placement;
  };
  const Case cases[] = {{"2026-08-31", "first"},
                        {"2026-09-01", "first"},
                        {"2026-10-11", "first"},
                        {"2026-10-12", "second"},
                        {"2027-01-01", "second"}};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.day));
    const PlacementFact* found = PlacementOfDay(placements, *CivilDate::Parse(c.day));
    REQUIRE(found != nullptr);
    CHECK(found->placement_id.text() == c.placement);
  }
  CHECK(PlacementOfDay({}, *CivilDate::Parse("2026-10-01")) == nullptr);
}

}  // namespace
}  // namespace tirek::delivery
