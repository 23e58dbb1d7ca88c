// The pilot month, typed step by step by the people of demo/pilot.steps, comes to what
// demo/EXPECTED.md works out by hand: all in one process and split in two.
#include "tests/scenarios/pilot.h"

#include <map>

#include <doctest/doctest.h>

#include "tests/scenarios/installation.h"
#include "tests/scenarios/transcript.h"

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

bool IsWrite(const cli::PilotStep& step) {
  const std::string& verb = step.args.at(1);
  return verb != "list" && verb != "watch";
}

TEST_CASE("A dry run of each step prints what the real run prints, of tables byte for byte") {
  Installation installation(Topology::kSplit);
  Pilot pilot(installation.desk());
  std::map<std::string, std::string> ids;
  int files = 0;
  while (!pilot.done()) {
    if (!IsWrite(pilot.next())) {
      pilot.Take();
      continue;
    }
    const cli::PilotStep step = pilot.next();
    CAPTURE(step.args.at(0) + " " + step.args.at(1));
    std::vector<std::string> args = step.args;
    args.push_back("--dry-run");
    const Answer judged = installation.desk().Type(step.actor, args);
    const Answer done = pilot.Take();
    CHECK(judged.exit_code == step.expected_exit);
    const bool is_file = step.args.at(1) == "import" && step.args.at(0) != "statement";
    if (is_file) CHECK(judged.out == done.out);
    if (!is_file) CHECK(Normalised(judged.out, &ids) == Normalised(done.out, &ids));
    files += is_file ? 1 : 0;
  }
  CHECK(files == 15);
}

}  // namespace
}  // namespace tirek::test
