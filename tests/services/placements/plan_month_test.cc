// Which of a person's placements at a place a month's plan is of.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "services/placements/plan.h"

namespace tirek::placements {
namespace {

Placement Of(const char* id, const char* start, const char* end) {
  Placement placement;
  placement.placement_id = PlacementId::Trusted(id);
  placement.period = {*CivilDate::Parse(start), *CivilDate::Parse(end)};
  return placement;
}

TEST_CASE("a plan is of the one placement that has days in its month") {
  const std::vector<Placement> stays = {Of("first", "2026-01-15", "2026-03-01"),
                                        Of("second", "2026-03-31", "2026-05-10"),
                                        Of("third", "2026-05-20", "2026-06-02")};
  struct Case {
    const char* month;
    const char* expected;  // the placement, or the field and reason of the refusal
  };
  const Case cases[] = {
      {"2025-12", "month MONTH_OUTSIDE_PLACEMENT"},
      {"2026-01", "first"},
      {"2026-02", "first"},
      {"2026-03", "second"},  // the first one's day of discharge is no day of it
      {"2026-04", "second"},
      {"2026-05", "month PLACEMENT_AMBIGUOUS"},
      {"2026-06", "third"},
      {"2026-07", "month MONTH_OUTSIDE_PLACEMENT"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.month);
    const auto found = FindPlacementOfMonth(stays, *Month::Parse(c.month));
    const std::string answer = found.placement != nullptr
                                   ? found.placement->placement_id.text()
                                   : found.refusal.field + " " + found.refusal.reason;
    CHECK(answer == c.expected);
  }
}

TEST_CASE("a person without a placement at the place is refused as one who is not placed") {
  const auto found = FindPlacementOfMonth({}, {2026, 10});
  CHECK(found.placement == nullptr);
  CHECK(found.refusal.field == "person");
  CHECK(found.refusal.reason == "PERSON_NOT_PLACED");
}

}  // namespace
}  // namespace tirek::placements
