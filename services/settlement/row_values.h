// Values that the database holds as columns, read back; they were checked on their way in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include <soci/soci.h>

#include "core/base/assert.h"
#include "core/calendar/civil_date.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::settlement {

inline Currency CurrencyOf(const std::string& code) {
  const auto currency = Currency::FromCode(code);
  TIREK_ASSERT(currency.has_value());
  return *currency;
}

// The bigint column `minor` in the currency of the char(3) column `currency`.
inline Money MoneyOf(const soci::row& row, std::size_t minor, std::size_t currency) {
  return Money::FromMinor(row.get<long long>(minor), CurrencyOf(row.get<std::string>(currency)));
}

// The numeric column of a percentage as text; empty where there is none.
inline std::optional<Decimal> PercentOf(const std::string& text) {
  if (text.empty()) return {};
  const auto percent = Decimal::Parse(text);
  TIREK_ASSERT(percent.has_value());
  return *percent;
}

inline std::optional<std::string> NullIfEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace tirek::settlement
