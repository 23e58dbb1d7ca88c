// What the migrations make of an empty database: the same as schemas/schema.sql says, nothing that
// their own verification complains of, and nothing more the second time.
//
// UPDATE_GOLDEN=1 writes schemas/schema.sql anew.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <regex>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "core/sql/migrations.h"
#include "services/host/postgres_programs.h"
#include "tests/support/test_house.h"

namespace tirek::test {
namespace {

const std::string kGolden = "schemas/schema.sql";
constexpr const char* kHead =
    "-- All schemas as the migrations make them: pg_dump of a new database, without what differs\n"
    "-- from one PostgreSQL to the next. Made by UPDATE_GOLDEN=1 of the test test_schemas; "
    "compared\n"
    "-- by it; never run.\n\n";

std::string ReadText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The client program of the same PostgreSQL that the tests run.
std::string Dump(const std::string& url) {
  const auto programs = host::FindPostgresPrograms();
  REQUIRE(programs);
  const std::string command = programs->folder + "/pg_dump --schema-only '" + url + "'";
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  REQUIRE(pclose(pipe) == 0);
  return text;
}

// Settings of the session, comments with versions, and blank lines left by them.
bool IsNoise(const std::string& line) {
  static const std::regex kNoise(R"((--|SET |SELECT pg_catalog\.set_config|\\).*)");
  return std::regex_match(line, kNoise);
}

std::string Normalised(const std::string& dump) {
  std::istringstream lines(dump);
  std::string text = kHead;
  bool blank = true;
  for (std::string line; std::getline(lines, line);) {
    if (IsNoise(line) || (line.empty() && blank)) continue;
    blank = line.empty();
    text += line + "\n";
  }
  return text;
}

// The first line in which the two differ.
std::string Difference(const std::string& expected, const std::string& found) {
  std::istringstream left(expected);
  std::istringstream right(found);
  for (int number = 1;; ++number) {
    std::string a;
    std::string b;
    const bool more_left = static_cast<bool>(std::getline(left, a));
    const bool more_right = static_cast<bool>(std::getline(right, b));
    if (!more_left && !more_right) return "";
    if (a == b && more_left == more_right) continue;
    return "line " + std::to_string(number) + ": \"" + a + "\" became \"" + b + "\"";
  }
}

TEST_CASE("the migrations make the schema that schemas/schema.sql shows") {
  TestHouse house;
  const std::string found = Normalised(Dump(house.database_url()));
  CHECK(found.size() > 20'000);
  const char* update = std::getenv("UPDATE_GOLDEN");
  if (update != nullptr && std::string(update) == "1") {
    std::ofstream(kGolden, std::ios::binary) << found;
    MESSAGE("wrote ", kGolden);
    return;
  }
  REQUIRE_MESSAGE(std::filesystem::exists(kGolden), "UPDATE_GOLDEN=1 makes it");
  const std::string difference = Difference(ReadText(kGolden), found);
  CHECK_MESSAGE(difference.empty(), kGolden, ", ", difference,
                "; if that is meant, run this test with UPDATE_GOLDEN=1");
}

TEST_CASE("a new database passes every verification, and is at the program's version") {
  TestHouse house;
  CHECK(sql::VerifyMigrations(house.sql()).empty());
  const auto state = sql::InspectMigrations(house.sql());
  REQUIRE(state);
  CHECK(state->database == state->program);
}

TEST_CASE("migrating again applies nothing and changes nothing") {
  TestHouse house;
  const std::string before = Dump(house.database_url());
  const auto applied = sql::Migrate(house.sql());
  REQUIRE(applied);
  CHECK(applied->empty());
  CHECK(Normalised(Dump(house.database_url())) == Normalised(before));
}

TEST_CASE("every migration says what it is for, has no gap before it, and waits for no lock long") {
  int version = 0;
  for (const sql::Migration& migration : sql::EmbeddedMigrations()) {
    CAPTURE(migration.name);
    CHECK(migration.version == ++version);
    CHECK(migration.text.rfind("-- ", 0) == 0);
    CHECK(migration.text.find("SET lock_timeout = ") != std::string_view::npos);
  }
  CHECK(version > 5);
}

}  // namespace
}  // namespace tirek::test
