// The id of an entry is made of where it stands, and is an id as every other is.
#include "billing/ledger/entry_id.h"

#include <cstdint>
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "core/base/id.h"

namespace tirek::ledger {
namespace {

TEST_CASE("an entry's id is the number of its ledger and its own, in the order of both") {
  struct Case {
    std::int32_t ledger_number;
    std::int64_t sequence;
    const char* id;
  };
  const Case cases[] = {
      {1, 1, "ent_00000001000000000000000001"},
      {1, 31, "ent_0000000100000000000000001f"},
      {1, std::numeric_limits<std::int64_t>::max(), "ent_00000001007fffffffffffffff"},
      {2, 1, "ent_00000002000000000000000001"},
      {0xABCDEF, 0x123456789, "ent_00abcdef000000000123456789"},
      {std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int64_t>::max(),
       "ent_7fffffff007fffffffffffffff"},
  };
  std::string before;
  for (const Case& c : cases) {
    CAPTURE(c.id);
    const std::string id = EntryIdOf(c.ledger_number, c.sequence);
    CHECK(id == c.id);
    CHECK(IsIdText("ent", id));
    CHECK(SequenceIn(c.ledger_number, id) == c.sequence);
    CHECK(before < id);
    before = id;
  }
}

TEST_CASE("no other text is an entry's number") {
  struct Case {
    const char* what;
    std::string text;
  };
  const std::string id = EntryIdOf(10, 31);
  const Case cases[] = {
      {"nothing", ""},
      {"the number alone", "1f"},
      {"of another ledger", EntryIdOf(11, 31)},
      {"longer", id + "0"},
      {"shorter", id.substr(0, id.size() - 1)},
      {"in capitals", "ent_0000000a00000000000000001F"},
      {"of another kind", "prv_0000000a00000000000000001f"},
      {"number zero", "ent_0000000a000000000000000000"},
      {"below zero", "ent_0000000a-0000000000000001f"},
      {"with a sign", "ent_0000000a+0000000000000001f"},
      {"with a blank", "ent_0000000a 0000000000000001f"},
      {"as programs write it", "ent_0000000a0x000000000000001f"},
      {"beyond 64 bits", "ent_0000000a008000000000000000"},
      {"an id of before", "ent_01j00000000000000000000000"},
  };
  CHECK(SequenceIn(10, id) == 31);
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(SequenceIn(10, c.text) == std::nullopt);
  }
}

}  // namespace
}  // namespace tirek::ledger
