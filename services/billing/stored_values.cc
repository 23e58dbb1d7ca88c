#include "services/billing/stored_values.h"

#include <nlohmann/json.hpp>

#include "core/base/assert.h"

namespace tirek::billing {

Money StoredMoney(const soci::row& row, std::size_t minor, std::size_t currency) {
  const auto code = Currency::FromCode(row.get<std::string>(currency));
  TIREK_ASSERT(code.has_value());
  return Money::FromMinor(row.get<long long>(minor), *code);
}

Decimal StoredDecimal(const std::string& text) {
  const auto decimal = Decimal::Parse(text);
  TIREK_ASSERT(decimal.has_value());
  return *decimal;
}

std::vector<std::string> StoredTexts(const std::string& json) {
  return nlohmann::json::parse(json).get<std::vector<std::string>>();
}

}  // namespace tirek::billing
