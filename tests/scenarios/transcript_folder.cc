#include "tests/scenarios/transcript_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

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

}  // namespace

void PlayTranscripts(Topology topology) {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  const auto files = TranscriptFiles();
  CHECK(files.size() >= 3);
  for (const std::string& file : files) {
    CAPTURE(file);
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

}  // namespace tirek::test
