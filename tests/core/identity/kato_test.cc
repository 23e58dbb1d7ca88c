// КАТО codes: levels, parents and what lies within what.
#include "core/identity/kato.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace tirek {
namespace {

Kato Code(const std::string& text) { return Kato::Parse(text).value(); }

TEST_CASE("a КАТО code has a level and a parent") {
  struct Case {
    std::string code;
    Kato::Level level;
    std::string parent;  // empty: none
  };
  const Case cases[] = {
      {"350000000", Kato::Level::kRegion, ""},
      {"351000000", Kato::Level::kDistrict, "350000000"},
      {"351010000", Kato::Level::kRuralDistrict, "351000000"},
      {"111033100", Kato::Level::kSettlement, "111033000"},
      {"111033105", Kato::Level::kSettlement, "111033000"},
      {"111600100", Kato::Level::kSettlement, "111600000"},  // directly under its city
      {"710000000", Kato::Level::kRegion, ""},
      {"101033000", Kato::Level::kRuralDistrict, "101000000"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.code);
    const Kato kato = Code(c.code);
    CHECK(kato.level() == c.level);
    REQUIRE(kato.Parent().has_value() == !c.parent.empty());
    if (kato.Parent()) CHECK(kato.Parent()->text() == c.parent);
  }
}

TEST_CASE("a territory lies within itself and what it is a part of") {
  struct Case {
    std::string code, area;
    bool within;
  };
  const Case cases[] = {
      {"351010000", "350000000", true},  {"351010000", "351000000", true},
      {"351010000", "351010000", true},  {"351000000", "351010000", false},
      {"351010000", "352000000", false}, {"351010000", "710000000", false},
      {"111033105", "111033100", false}, {"111033105", "111033000", true},
      {"111600100", "111600000", true},  {"111600100", "111610000", false},
      {"111000000", "111000000", true},  {"101000000", "100000000", true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.code);
    CAPTURE(c.area);
    CHECK(Code(c.code).IsWithin(Code(c.area)) == c.within);
  }
}

TEST_CASE("what has not the form of a КАТО code is refused") {
  using namespace std::string_literals;
  const std::string cases[] = {"",           "35101000",    "3510100000",  "35101000a",
                               "000000000",  "051010000",   "350010000",   "350000100",
                               "351010000 ", "351010000\n", "35101000\0"s, "٣٥١٠١٠٠٠٠",
                               "-35101000",  "35.101000"};
  for (const std::string& text : cases) {
    CAPTURE(text);
    REQUIRE_FALSE(Kato::Parse(text).has_value());
    CHECK(Kato::Parse(text).error().reason == "INVALID_KATO");
  }
}

TEST_CASE("every chain of parents ends in the region, each holding all before it") {
  CHECK(rc::check("parents", [] {
    const int number = *rc::gen::inRange(100'000'000, 1'000'000'000);
    const Result<Kato> parsed = Kato::Parse(std::to_string(number));
    RC_PRE(parsed.has_value());
    const Kato& code = *parsed;
    Kato area = code;
    while (const std::optional<Kato> parent = area.Parent()) {
      RC_ASSERT(parent->level() < area.level());
      RC_ASSERT(area.IsWithin(*parent));
      RC_ASSERT(code.IsWithin(*parent));
      RC_ASSERT(!parent->IsWithin(area));
      area = *parent;
    }
    RC_ASSERT(area.level() == Kato::Level::kRegion);
  }));
}

TEST_CASE("the published classifier agrees on what lies within what") {
  const std::filesystem::path file = "../shared/fixtures/ref-kato/kato_2022-10-17_ru.csv";
  if (!std::filesystem::exists(file)) {
    MESSAGE("skipped: no " << file.string());
    return;
  }
  std::ifstream in(file);
  std::map<std::string, std::string> code_of_id;
  std::string line;
  std::getline(in, line);  // id;parent_id;code;name
  int rows = 0;
  while (std::getline(in, line)) {
    const std::size_t first = line.find(';');
    const std::size_t second = line.find(';', first + 1);
    const std::string code = line.substr(second + 1, 9);
    CAPTURE(code);
    REQUIRE(Kato::Parse(code).has_value());
    code_of_id[line.substr(0, first)] = code;
    ++rows;
    const std::string parent_id = line.substr(first + 1, second - first - 1);
    if (parent_id == "0") {
      CHECK(Code(code).level() == Kato::Level::kRegion);
      continue;
    }
    const Kato parent = Code(code_of_id.at(parent_id));
    // The file lists some villages below the head village of their own rural district.
    const bool beside =
        parent.level() == Kato::Level::kSettlement && Code(code).Parent() == parent.Parent();
    CHECK((Code(code).IsWithin(parent) || beside));
  }
  CHECK(rows > 8000);
}

}  // namespace
}  // namespace tirek
