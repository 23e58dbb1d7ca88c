// What people see is the same from services that are split in two processes. A program of its own,
// so that it runs beside the other one.
#include <doctest/doctest.h>

#include "tests/scenarios/transcript_folder.h"

namespace tirek::test {
namespace {

TEST_CASE("Every transcript comes out as written, in two processes") {
  PlayTranscripts(Topology::kSplit);
}

}  // namespace
}  // namespace tirek::test
