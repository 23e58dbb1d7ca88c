// The pilot's order, for tests that change one thing of it.
#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "services/order_file/order_file.h"

namespace tirek::order {

inline std::string PilotText() {
  std::ifstream file("demo/order.json");
  REQUIRE_MESSAGE(file, "demo/order.json is read from the repository's root");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline contracts::v1::Order PilotOrder() {
  auto order = ParseOrderFile(PilotText());
  REQUIRE(order);
  return std::move(order).value();
}

}  // namespace tirek::order
