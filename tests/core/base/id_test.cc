// Ids: their text, their order in time, and what is not one.
#include "core/base/id.h"

#include <string>

#include <doctest/doctest.h>

namespace tirek {
namespace {

struct PlacementTag {
  static constexpr std::string_view kPrefix = "plc";
};

TEST_CASE("an id is its prefix and 26 characters of base 32, and parses back") {
  const FixedClock clock({1'760'000'000'000'000});
  SeededRandom random(1);
  IdSource ids(clock, random);
  const auto id = ids.Next<PlacementTag>();
  CHECK(id.text().size() == 30);
  CHECK(id.text().rfind("plc_", 0) == 0);
  const auto parsed = Id<PlacementTag>::Parse(id.text());
  REQUIRE(parsed.has_value());
  CHECK(*parsed == id);
}

TEST_CASE("a later id sorts after an earlier one") {
  FixedClock clock({1'760'000'000'000'000});
  SeededRandom random(2);
  IdSource ids(clock, random);
  std::string previous = ids.NextText("x");
  for (int i = 0; i < 100; ++i) {
    clock.Set({clock.Now().micros + 1000});
    std::string next = ids.NextText("x");
    CHECK(previous < next);
    previous = std::move(next);
  }
}

TEST_CASE("ids made within one millisecond, or after the clock went back, sort as they were made") {
  FixedClock clock({1'760'000'000'000'000});
  SeededRandom random(3);
  IdSource ids(clock, random);
  std::string previous = ids.NextText("x");
  for (int i = 0; i < 10'000; ++i) {
    if (i == 5'000) clock.Set({clock.Now().micros - 3'600'000'000});
    std::string next = ids.NextText("x");
    REQUIRE(previous < next);
    REQUIRE(IsIdText("x", next));
    previous = std::move(next);
  }
}

TEST_CASE("text that is not an id of the kind is refused") {
  const char* texts[] = {"",
                         "plc_",
                         "prv_01j9zq6d4q8v5t7x2m3n4p5r6s",
                         "plc-01j9zq6d4q8v5t7x2m3n4p5r6s",
                         "plc_01j9zq6d4q8v5t7x2m3n4p5r6",
                         "plc_01j9zq6d4q8v5t7x2m3n4p5r6ss",
                         "plc_01J9ZQ6D4Q8V5T7X2M3N4P5R6S",
                         "plc_u1j9zq6d4q8v5t7x2m3n4p5r6s",
                         "plc_81j9zq6d4q8v5t7x2m3n4p5r6s"};
  for (const char* text : texts) {
    CAPTURE(text);
    CHECK_FALSE(Id<PlacementTag>::Parse(text).has_value());
  }
  CHECK(Id<PlacementTag>::Parse("plc_01j9zq6d4q8v5t7x2m3n4p5r6s").has_value());
}

}  // namespace
}  // namespace tirek
