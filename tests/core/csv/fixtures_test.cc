// Published CSV collections, when they stand beside the project.
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "core/csv/line.h"
#include "core/csv/table.h"

namespace tirek {
namespace {

namespace fs = std::filesystem;
const fs::path kFixtures = "../shared/fixtures/robust-csv";

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The expectation is a list of objects, or a list of lists whose first is the header.
void CheckAgainst(const nlohmann::json& expected, const std::string& bytes) {
  CsvColumns columns;
  const bool objects = expected.at(0).is_object();
  if (objects) {
    for (const auto& [name, value] : expected[0].items()) columns.required.push_back(name);
  } else {
    columns.required = expected[0].get<std::vector<std::string>>();
  }
  const Result<CsvTable> table = CsvTable::Parse(bytes, columns);
  REQUIRE(table.has_value());
  const std::size_t header_rows = objects ? 0 : 1;
  REQUIRE(table->rows().size() == expected.size() - header_rows);
  for (std::size_t i = 0; i < table->rows().size(); ++i) {
    const CsvRow& row = table->rows()[i];
    CHECK(row.violations.empty());
    for (std::size_t k = 0; k < columns.required.size(); ++k) {
      const nlohmann::json& cells = expected[i + header_rows];
      const std::string& name = columns.required[k];
      CHECK(table->At(row, name) == (objects ? cells.at(name) : cells.at(k)).get<std::string>());
    }
  }
}

TEST_CASE("each published file is read as its expectation says") {
  if (!fs::exists(kFixtures)) {
    MESSAGE("skipped: no " << kFixtures.string());
    return;
  }
  int pairs = 0;
  for (const char* folder : {"csv-spectrum", "csv-test-data"}) {
    for (const auto& entry : fs::directory_iterator(kFixtures / folder)) {
      fs::path json = entry.path();
      json.replace_extension(".json");
      if (entry.path().extension() != ".csv" || !fs::exists(json)) continue;
      CAPTURE(entry.path().string());
      CheckAgainst(nlohmann::json::parse(ReadFile(json)), ReadFile(entry.path()));
      ++pairs;
    }
  }
  CHECK(pairs >= 15);
}

TEST_CASE("each published bad file is refused, as a file or in a row") {
  const fs::path folder = kFixtures / "csv-test-data";
  if (!fs::exists(folder)) {
    MESSAGE("skipped: no " << folder.string());
    return;
  }
  int files = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.path().filename().string().starts_with("bad-")) continue;
    CAPTURE(entry.path().string());
    const auto table = CsvTable::Parse(ReadFile(entry.path()), {{"foo", "bar", "baz"}, {}});
    bool refused = !table.has_value();
    if (table) {
      for (const CsvRow& row : table->rows()) refused = refused || !row.violations.empty();
    }
    CHECK(refused);
    ++files;
  }
  CHECK(files >= 4);
}

TEST_CASE("published formula injections are harmless when written") {
  const fs::path file = kFixtures / "derived" / "formula_injection.csv";
  if (!fs::exists(file)) {
    MESSAGE("skipped: no " << file.string());
    return;
  }
  const auto table = CsvTable::Parse(ReadFile(file), {{"name", "amount", "note"}, {}});
  REQUIRE(table.has_value());
  for (const CsvRow& row : table->rows()) {
    std::string line = CsvLine(row.fields);
    CAPTURE(line);
    if (line.starts_with('"')) line.erase(0, 1);
    const bool formula = std::string("=+-@\t\r").find(line[0]) != std::string::npos;
    CHECK(formula == (table->At(row, "name") == "-100,00"));  // a number, which runs nothing
    const std::string amount(table->At(row, "amount"));
    CHECK(line.find("," + amount + ",") != std::string::npos);
  }
  CHECK(table->rows().size() > 5);
}

}  // namespace
}  // namespace tirek
