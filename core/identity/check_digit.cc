#include "core/identity/check_digit.h"

#include "core/base/assert.h"
#include "core/identity/text.h"

namespace tirek {
namespace {

// Weights 1 to 11 beginning at `first` and going round: 3, 4, …, 11, 1, 2 for the second pass.
int WeightedSum(std::string_view digits, int first) {
  int sum = 0;
  int weight = first;
  for (const char digit : digits) {
    sum += (digit - '0') * weight;
    weight = weight == 11 ? 1 : weight + 1;
  }
  return sum;
}

}  // namespace

std::optional<int> CheckDigit(std::string_view eleven_digits) {
  TIREK_ASSERT(eleven_digits.size() == 11 && AllDigits(eleven_digits));
  int remainder = WeightedSum(eleven_digits, 1) % 11;
  if (remainder == 10) remainder = WeightedSum(eleven_digits, 3) % 11;
  if (remainder == 10) return {};
  return remainder;
}

}  // namespace tirek
