// A seeded year keeps every invariant after each step, and a program that shares no line with ours
// agrees with its books at the end. TIREK_YEAR_SEED=… takes another year.
#include "tests/simulation/simulated_year.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

namespace tirek::simulation {
namespace {

std::string OutputOf(const std::string& command, int* status) {
  std::string text;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  while (const std::size_t size = fread(buffer, 1, sizeof buffer, pipe)) text.append(buffer, size);
  *status = pclose(pipe);
  return text;
}

// `check FILE`, where the program is installed.
void JudgeBy(const std::string& program, const std::string& check, const std::string& journal) {
  int status = 0;
  OutputOf("command -v " + program, &status);
  if (status != 0) {
    MESSAGE("SKIPPED: " << program << " is not installed");
    return;
  }
  const std::string path =
      (std::filesystem::temp_directory_path() / ("year-" + std::to_string(getpid()))).string();
  std::ofstream(path) << journal;
  const std::string said = OutputOf(check + " " + path, &status);
  std::filesystem::remove(path);
  CAPTURE(said);
  CHECK(status == 0);
}

TEST_CASE("a year of attendance, late facts, payments and closes keeps every invariant") {
  const char* wanted = std::getenv("TIREK_YEAR_SEED");
  const std::uint64_t seed = wanted == nullptr ? 4 : std::strtoull(wanted, nullptr, 10);
  CAPTURE(seed);
  SimulatedYear year(seed);
  for (int month = 1; month <= 12; ++month) {
    CAPTURE(month);
    year.Carry(month);
  }
  JudgeBy("hledger", "hledger check -f", year.Journal(settlement::v1::JOURNAL_FORMAT_HLEDGER));
  JudgeBy("bean-check", "bean-check", year.Journal(settlement::v1::JOURNAL_FORMAT_BEANCOUNT));
  if (wanted != nullptr) return;
  for (const char* event : {"corrected", "beyond the ceiling", "funded", "owed back", "paid",
                            "paid short", "from nobody"}) {
    CAPTURE(event);
    CHECK(year.events().contains(event));
  }
}

}  // namespace
}  // namespace tirek::simulation
