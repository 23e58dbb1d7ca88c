#include "services/billing/trace_text.h"

#include <doctest/doctest.h>

namespace tirek::billing {
namespace {

TEST_CASE("A trace comes back as it was stored") {
  const std::vector<capitation::TraceStep> trace = {
      {"CAP-TARIFF", "приказ № 281, \"строка\"", "tariff T-DAY: 350000000", "5433.75",
       "5433.75 KZT per DAY"},
      {"CAP-AMOUNT", "", "10 × 5433.75\n\\", "108675/2", ""}};
  CHECK(TraceOf(ToText(trace)) == trace);
  CHECK(TraceOf(ToText({})).empty());
}

TEST_CASE("A trace is stored without blanks between its parts") {
  CHECK(ToText({{"A", "b", "c", "d", "e"}}) == R"([["A","b","c","d","e"]])");
}

}  // namespace
}  // namespace tirek::billing
