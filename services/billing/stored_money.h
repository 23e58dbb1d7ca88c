// Sums as rows hold them: minor units in one column, the currency in another.
#pragma once

#include <string>

#include <soci/soci.h>

#include "core/base/assert.h"
#include "core/money/money.h"

namespace tirek::billing {

inline Money StoredMoney(const soci::row& row, std::size_t minor, std::size_t currency) {
  const auto code = Currency::FromCode(row.get<std::string>(currency));
  TIREK_ASSERT(code.has_value());  // checked on its way in
  return Money::FromMinor(row.get<long long>(minor), *code);
}

}  // namespace tirek::billing
