// Rows that clash are found as by comparing every pair, and in a time that does not grow with their
// square.
#include "billing/order/overlap.h"

#include <set>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/billing/order/faults.h"
#include "tests/billing/order/sample_order.h"

namespace tirek::order {
namespace {

TEST_CASE("a row is said to clash exactly when it does, and each pair once") {
  CHECK(rc::check("as comparing every pair", [] {
    const auto rows = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(
        rc::gen::tuple(rc::gen::inRange(0, 3), rc::gen::inRange(0, 12), rc::gen::inRange(0, 6)));
    std::vector<int> keys;
    std::vector<Period> periods;
    for (const auto& [key, start, length] : rows) {
      keys.push_back(key);
      periods.push_back({Day("2026-01-01") + start, Day("2026-01-01") + start + length});
    }
    const auto clash = [&](std::size_t a, std::size_t b) {
      return keys[a] == keys[b] && periods[a].Overlaps(periods[b]);
    };
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    std::set<std::size_t> found;
    for (const Clash& c : FindClashes(keys, periods)) {
      RC_ASSERT(c.earlier < c.later);
      RC_ASSERT(clash(c.earlier, c.later));
      RC_ASSERT(pairs.emplace(c.earlier, c.later).second);
      found.insert({c.earlier, c.later});
    }
    for (std::size_t a = 0; a < keys.size(); ++a) {
      bool any = false;
      for (std::size_t b = 0; b < keys.size(); ++b) any = any || (a != b && clash(a, b));
      RC_ASSERT(found.contains(a) == any);
    }
    RC_ASSERT(pairs.size() <= keys.size());
  }));
}

// One row in `count` different codes: every pair ties, and of two units every pair differs.
StateSocialOrder OrderOfTies(int count) {
  StateSocialOrder order = SampleOrder();
  for (int i = 1; i < count; ++i) {
    order.tariffs.push_back(order.tariffs[0]);
    order.tariffs.back().code = "T" + std::to_string(i);
    if (i % 2 == 1) order.tariffs.back().unit = ServiceUnit::kVisit;
  }
  return order;
}

TEST_CASE("faults of n equal tariffs grow with n, not with its square") {
  CHECK(Validate(OrderOfTies(2)).size() == 2);
  CHECK(Validate(OrderOfTies(1000)).size() <= 2 * 1000);
}

TEST_CASE("units are compared where territories meet, with the nearest and the widest alike") {
  StateSocialOrder order = SampleOrder();
  const char* territories[] = {"351010000", "351010123", "352310000"};
  for (const char* territory : territories) {
    order.tariffs.push_back(order.tariffs[0]);
    order.tariffs.back().code = territory;
    order.tariffs.back().territory = Territory(territory);
  }
  CHECK(FaultsOf(order) == "");
  order.tariffs[2].unit = ServiceUnit::kVisit;  // of the settlement
  CHECK(FaultsOf(order) == "tariffs[2].unit UNIT_MISMATCH; tariffs[2].unit UNIT_MISMATCH");
  order.tariffs[2].period = Days("2026-07-01", "2026-12-31");
  order.tariffs[0].period = Days("2026-01-01", "2026-06-30");
  CHECK(FaultsOf(order) == "tariffs[2].unit UNIT_MISMATCH");
  CHECK(Validate(order)[0].expected ==
        "DAY, the unit of tariffs[1], which can pay the same service");
}

}  // namespace
}  // namespace tirek::order
