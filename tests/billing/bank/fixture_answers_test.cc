// Every outside file of the formats gives the right parse or a refusal that names its reason: the
// answers stand in golden/fixture_answers.txt, reviewed by hand.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/billing/bank/answer_text.h"
#include "tests/billing/bank/files.h"

namespace tirek::bank {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFixtures = "../shared/fixtures/";
constexpr const char* kGolden = "tests/billing/bank/golden/fixture_answers.txt";

// The bank's columns in most of the CSV fixtures.
constexpr const char* kMapping =
    "account = TEST1\ncurrency = USD\ndate = mm/dd/yyyy\nthousands = comma\n"
    "column.date = Date\ncolumn.amount = Amount\ncolumn.purpose = Label\n"
    "column.name = Partner Name\ncolumn.iban = Bank Account\n";

bool IsStatementFile(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".xml" || extension == ".sta" || extension == ".txt" || extension == ".csv";
}

// By path below the fixtures.
std::map<std::string, std::string> Answers() {
  const Result<CsvMapping> mapping = ParseCsvMapping(kMapping);
  REQUIRE(mapping.has_value());
  std::map<std::string, std::string> answers;
  for (const char* folder : {"iso20022", "mt940", "kz-bank", "robust-xml", "robust-csv"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kFixtures + std::string(folder))) {
      if (!entry.is_regular_file() || !IsStatementFile(entry.path())) continue;
      ReadOptions options;
      if (entry.path().extension() == ".csv") options.mapping = &*mapping;
      const std::string name = entry.path().string().substr(std::string(kFixtures).size());
      answers[name] = AnswerTo(ReadFile(entry.path().string()).value(), options);
    }
  }
  return answers;
}

std::map<std::string, std::string> ReadGolden() {
  std::map<std::string, std::string> answers;
  std::istringstream lines(ReadFile(kGolden).value());
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    answers[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return answers;
}

TEST_CASE("every outside file gives the parse or the named refusal that was reviewed") {
  if (!fs::exists(kFixtures)) {
    MESSAGE("skipped: needs " << kFixtures);
    return;
  }
  const auto answers = Answers();
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream golden(kGolden, std::ios::binary);
    for (const auto& [name, answer] : answers) golden << name << '\t' << answer << '\n';
  }
  const auto expected = ReadGolden();
  CHECK(answers.size() == expected.size());
  for (const auto& [name, answer] : answers) {
    CAPTURE(name);
    REQUIRE(expected.contains(name));
    CHECK(answer == expected.at(name));
  }
}

}  // namespace
}  // namespace tirek::bank
