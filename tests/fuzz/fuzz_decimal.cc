// Any bytes as a number and as an amount: refused by name, or printed back as they came.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/assert.h"
#include "core/money/decimal.h"
#include "core/money/exact.h"
#include "core/money/money.h"

namespace tirek {
namespace {

void FuzzDecimal(std::string_view text) {
  const Result<Decimal> decimal = Decimal::Parse(text);
  if (!decimal) {
    const std::string& reason = decimal.error().reason;
    TIREK_ASSERT(reason == "INVALID_DECIMAL" || reason == "DECIMAL_OVERFLOW");
    return;
  }
  TIREK_ASSERT(decimal->ToString() == text);  // the wire form has one spelling a value and scale
  const Result<Decimal> again = Decimal::Parse(decimal->ToString());
  TIREK_ASSERT(again.has_value() && *again == *decimal && again->scale() == decimal->scale());
  const Result<Decimal> through_exact =
      Exact(*decimal).ToDecimal(decimal->scale(), Rounding::kExact);
  TIREK_ASSERT(through_exact.has_value() && through_exact->ToString() == text);
}

void FuzzMoney(std::string_view text) {
  const Result<Money> money = Money::Parse(text, kTenge);
  if (!money) {
    const std::string& reason = money.error().reason;
    TIREK_ASSERT(reason == "INVALID_AMOUNT" || reason == "AMOUNT_OVERFLOW");
    return;
  }
  const Result<Money> again = Money::Parse(money->AmountText(), kTenge);
  TIREK_ASSERT(again.has_value() && *again == *money);
}

}  // namespace
}  // namespace tirek

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  tirek::FuzzDecimal(text);
  tirek::FuzzMoney(text);
  return 0;
}
