// Plays every transcript of this folder against real servers, all in one process and split in two:
// what people see is the same, and `tirek verify` finds nothing. UPDATE_GOLDEN=1 rewrites them.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "tests/scenarios/installation.h"
#include "tests/scenarios/transcript.h"

namespace tirek::test {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> TranscriptFiles() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator("tests/scenarios")) {
    if (entry.path().extension() == ".txt" && entry.path().filename() != "CMakeLists.txt") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST_CASE("Every transcript comes out as written, in one process and in two") {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  const auto files = TranscriptFiles();
  CHECK(files.size() >= 3);
  for (const std::string& file : files) {
    CAPTURE(file);
    for (const Topology topology : {Topology::kAllInOne, Topology::kSplit}) {
      const std::string where = NameOf(topology);
      CAPTURE(where);
      const Transcript transcript(file);
      Installation installation(topology);
      const std::string played = transcript.Play(installation.desk());
      if (update && topology == Topology::kAllInOne) std::ofstream(file) << played;
      const std::string difference = update ? "" : FirstDifference(transcript.text(), played);
      CHECK(difference == "");
      const ProgramResult verified = installation.Verify();
      CAPTURE(verified.output);
      CHECK(verified.end == "exit code 0");
      CHECK(verified.output == "0 differences\n");
    }
  }
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
