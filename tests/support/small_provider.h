// A small provider with everything a month needs, made through the real RPCs: for tests that begin
// where the registry ends.
#pragma once

#include <string>
#include <vector>

#include "tests/support/test_house.h"

namespace tirek::test {

// Valid, plainly synthetic identifiers, a different one for each serial from 0 to 999.
std::string TestBin(int serial);
std::string TestIban(int serial);

struct SmallProvider {
  std::string provider_id;
  std::string bin;
  std::string site_id;
  std::string place_id;
  std::string place_code;               // "TST-7-A"
  std::vector<std::string> persons;     // person ids, in the order of their references
  std::vector<std::string> references;  // "TST-7-P1", …
  std::vector<std::string> placements;  // one for each person, from 1 September 2026
};

// `persons` persons, each eligible for "day-care" and placed at one place of that capacity. The
// serial makes it different from the others of the house.
SmallProvider MakeSmallProvider(TestHouse& house, int serial, int persons);

}  // namespace tirek::test
