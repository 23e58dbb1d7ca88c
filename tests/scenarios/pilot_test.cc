// The pilot month, typed step by step by the people of demo/pilot.steps, comes to what
// demo/EXPECTED.md works out by hand: all in one process and split in two.
#include "tests/scenarios/pilot.h"

#include <doctest/doctest.h>

#include "tests/scenarios/installation.h"

namespace tirek::test {
namespace {

TEST_CASE("The pilot month comes to the sums worked out by hand, in one process and in two") {
  for (const Topology topology : {Topology::kAllInOne, Topology::kSplit}) {
    const std::string where = NameOf(topology);
    CAPTURE(where);
    Installation installation(topology);
    Pilot pilot(installation.desk());
    pilot.CarryToEnd();
    for (const std::string& difference : pilot.Differences()) CHECK(difference == "");
    CHECK(installation.Verify().output == "0 differences\n");
  }
}

}  // namespace
}  // namespace tirek::test
