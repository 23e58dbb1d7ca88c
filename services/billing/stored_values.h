// Values as billing's rows hold them: checked on their way in, so trusted on their way out.
#pragma once

#include <string>
#include <vector>

#include <soci/soci.h>

#include "core/money/decimal.h"
#include "core/money/money.h"
#include "core/sql/array.h"

namespace tirek::billing {

// Minor units in one column, the currency in another.
Money StoredMoney(const soci::row& row, std::size_t minor, std::size_t currency);
Decimal StoredDecimal(const std::string& text);
// Of a text[] that was selected as array_to_json(…)::text.
std::vector<std::string> StoredTexts(const std::string& json);

// Dates or decimals as a literal for date[] or numeric[].
template <typename Value>
std::string LiteralOf(const std::vector<Value>& values) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const Value& value : values) texts.push_back(value.ToString());
  return sql::ArrayLiteral(texts);
}

}  // namespace tirek::billing
