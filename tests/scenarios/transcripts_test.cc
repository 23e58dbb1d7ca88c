// What people see, from a server that is all in one process.
#include <doctest/doctest.h>

#include "tests/scenarios/transcript.h"
#include "tests/scenarios/transcript_folder.h"

namespace tirek::test {
namespace {

TEST_CASE("Every transcript comes out as written, in one process") {
  PlayTranscripts(Topology::kAllInOne);
}

TEST_CASE("A difference between transcripts is named by its line and command") {
  const std::string command = "[nobody] $ tirek provider list";
  CHECK(FirstDifference(command + "\na\n", command + "\na\n") == "");
  CHECK(FirstDifference(command + "\na\n", command + "\nb\n") ==
        "line 2, after " + command + "\n  expected: a\n  found:    b");
  CHECK(FirstDifference(command + "\n", command + "\nb\n") != "");
}

}  // namespace
}  // namespace tirek::test
