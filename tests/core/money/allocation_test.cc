#include "core/money/allocation.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "tests/core/money/support.h"

namespace tirek {
namespace {

using boost::multiprecision::cpp_int;

constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();

TEST_CASE("parts add to the total, the odd tiyn going to the largest remainder") {
  struct Case {
    const char* name;
    const char* total;
    std::vector<Exact> weights;
    std::vector<const char*> parts;
  };
  const Case cases[] = {
      {"E13: region and district", "117960.00", {1, 1}, {"58980.00", "58980.00"}},
      {"E13: an odd tiyn to the first", "117960.01", {1, 1}, {"58980.01", "58980.00"}},
      {"E13: three equal payers", "1000000.00", {1, 1, 1}, {"333333.34", "333333.33", "333333.33"}},
      {"the largest remainder wins", "0.10", {1, 2, 3}, {"0.02", "0.03", "0.05"}},
      {"a tie goes to the earlier", "0.01", {1, 1, 1}, {"0.01", "0.00", "0.00"}},
      {"a negative total mirrors", "-117960.01", {1, 1}, {"-58980.01", "-58980.00"}},
      {"nothing for a weight of zero", "0.01", {0, 1, 0}, {"0.00", "0.01", "0.00"}},
      {"shares in decimals", "100.00", {Ex("0.7"), Ex("0.3")}, {"70.00", "30.00"}},
      {"shares in fractions", "187430.00", {{15, 31}, {16, 31}}, {"90691.94", "96738.06"}},
      {"fractions of other denominators", "1.00", {{1, 3}, {1, 7}}, {"0.70", "0.30"}},
      {"one payer", "12.34", {5}, {"12.34"}},
      {"nothing to split", "0.00", {1, 2}, {"0.00", "0.00"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto parts = Allocate(Kzt(c.total), c.weights);
    REQUIRE(parts.has_value());
    REQUIRE(parts->size() == c.parts.size());
    for (std::size_t i = 0; i < parts->size(); ++i) CHECK((*parts)[i].AmountText() == c.parts[i]);
  }
}

TEST_CASE("the largest amounts are split without wrapping") {
  const Exact huge = Exact(kHighest) * Exact(kHighest);
  const std::vector<Exact> weights = {huge, huge};
  const auto lowest = Allocate(Money::FromMinor(kLowest, kTenge), weights);
  REQUIRE(lowest.has_value());
  CHECK((*lowest)[0].minor() == kLowest / 2);
  CHECK((*lowest)[1].minor() == kLowest / 2);
  const auto highest = Allocate(Money::FromMinor(kHighest, kTenge), weights);
  CHECK((*highest)[0].minor() == kHighest / 2 + 1);
  CHECK((*highest)[1].minor() == kHighest / 2);
  const std::vector<Exact> one = {Exact(1, 3)};
  CHECK(Allocate(Money::FromMinor(kLowest, kTenge), one)->front().minor() == kLowest);
}

TEST_CASE("weights that share nothing out are refused") {
  const std::vector<std::vector<Exact>> cases = {{},   {0},     {0, 0},
                                                 {-1}, {1, -1}, {2, Exact(-1, 1000000)}};
  for (const std::vector<Exact>& weights : cases) {
    CAPTURE(weights.size());
    const auto parts = Allocate(Kzt("1.00"), weights);
    REQUIRE_FALSE(parts.has_value());
    CHECK(parts.error().reason == "INVALID_WEIGHTS");
  }
}

// Any total, the extremes included; at least one weight is positive.
struct Split {
  std::int64_t total;
  std::vector<std::int64_t> weights;
  std::vector<Money> parts;
};

Split AnySplit() {
  Split split;
  split.total = *rc::gen::weightedOneOf<std::int64_t>({{4, rc::gen::arbitrary<std::int64_t>()},
                                                       {4, rc::gen::inRange<std::int64_t>(0, 100)},
                                                       {1, rc::gen::element(kLowest, kHighest)}});
  const auto weight = rc::gen::weightedOneOf<std::int64_t>(
      {{3, rc::gen::inRange<std::int64_t>(0, 5)},
       {1, rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000)}});
  split.weights = *rc::gen::container<std::vector<std::int64_t>>(weight);
  split.weights.push_back(*rc::gen::inRange<std::int64_t>(1, 1000));
  const std::vector<Exact> weights(split.weights.begin(), split.weights.end());
  split.parts = Allocate(Money::FromMinor(split.total, kTenge), weights).value();
  return split;
}

cpp_int Sum(const std::vector<std::int64_t>& numbers) {
  cpp_int sum = 0;
  for (const std::int64_t number : numbers) sum += number;
  return sum;
}

TEST_CASE("allocation neither makes nor loses money, and is fair to one unit") {
  CHECK(rc::check("parts sum to the total", [] {
    const Split split = AnySplit();
    cpp_int sum = 0;
    for (const Money& part : split.parts) sum += part.minor();
    RC_ASSERT(sum == split.total);
  }));
  CHECK(rc::check("each part is within one unit of its exact share", [] {
    const Split split = AnySplit();
    const cpp_int whole = Sum(split.weights);
    for (std::size_t i = 0; i < split.parts.size(); ++i) {
      const cpp_int share = cpp_int(split.total) * split.weights[i];
      RC_ASSERT(abs(cpp_int(split.parts[i].minor()) * whole - share) < whole);
    }
  }));
  CHECK(rc::check("who was rounded up had a remainder no smaller, or stood earlier", [] {
    const Split split = AnySplit();
    const cpp_int whole = Sum(split.weights);
    const auto remainder = [&](std::size_t i) {
      return cpp_int(abs(cpp_int(split.total)) * split.weights[i] % whole);
    };
    const auto up = [&](std::size_t i) {
      const cpp_int floor = abs(cpp_int(split.total)) * split.weights[i] / whole;
      return abs(cpp_int(split.parts[i].minor())) > floor;
    };
    for (std::size_t i = 0; i < split.parts.size(); ++i) {
      for (std::size_t j = 0; j < split.parts.size(); ++j) {
        if (!up(i) || up(j)) continue;
        RC_ASSERT(remainder(i) > remainder(j) || (remainder(i) == remainder(j) && i < j));
      }
    }
  }));
  CHECK(rc::check("weights in another unit give the same parts", [] {
    const Split split = AnySplit();
    const auto denominator = *rc::gen::inRange<std::int64_t>(1, 1000);
    std::vector<Exact> scaled;
    for (const std::int64_t weight : split.weights) scaled.emplace_back(weight, denominator);
    RC_ASSERT(Allocate(Money::FromMinor(split.total, kTenge), scaled).value() == split.parts);
  }));
}

}  // namespace
}  // namespace tirek
