#include "core/money/allocation.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

#include "core/money/rational.h"
#include "core/money/round_quotient.h"

namespace tirek {
namespace {

Error InvalidWeights() {
  return Error{ErrorKind::kInvalid,
               "INVALID_WEIGHTS",
               "The weights of a split must not be negative, and one must be positive.",
               {},
               {}};
}

// The same proportions in integers.
std::vector<BigInteger> IntegerWeights(std::span<const Exact> weights) {
  BigInteger common = 1;
  for (const Exact& weight : weights) {
    common = lcm(common, BigInteger(denominator(weight.rational().value)));
  }
  std::vector<BigInteger> integers;
  integers.reserve(weights.size());
  for (const Exact& weight : weights) {
    integers.emplace_back(numerator(weight.rational().value) *
                          BigInteger(common / denominator(weight.rational().value)));
  }
  return integers;
}

// Parts of a non-negative `total`; the weights sum to `whole` > 0.
std::vector<BigInteger> LargestRemainder(const BigInteger& total,
                                         const std::vector<BigInteger>& weights,
                                         const BigInteger& whole) {
  std::vector<BigInteger> parts(weights.size());
  std::vector<BigInteger> remainders(weights.size());
  BigInteger left = total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    divide_qr(BigInteger(total * weights[i]), whole, parts[i], remainders[i]);
    left -= parts[i];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  // `left` is the sum of the remainders over `whole`, so fewer than have a remainder at all.
  for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) ++parts[order[i]];
  return parts;
}

}  // namespace

Result<std::vector<Money>> Allocate(Money total, std::span<const Exact> weights) {
  const bool negative = std::any_of(weights.begin(), weights.end(),
                                    [](const Exact& weight) { return weight.sign() < 0; });
  if (negative) return InvalidWeights();
  const std::vector<BigInteger> integers = IntegerWeights(weights);
  const BigInteger whole = std::accumulate(integers.begin(), integers.end(), BigInteger(0));
  if (whole == 0) return InvalidWeights();

  const BigInteger magnitude = abs(BigInteger(total.minor()));
  std::vector<Money> parts;
  parts.reserve(integers.size());
  for (const BigInteger& part : LargestRemainder(magnitude, integers, whole)) {
    const BigInteger minor = total.is_negative() ? BigInteger(-part) : part;
    parts.push_back(Money::FromMinor(static_cast<std::int64_t>(minor), total.currency()));
  }
  return parts;
}

}  // namespace tirek
