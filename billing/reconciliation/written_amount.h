// Amounts and days as people write them in tables that they send each other.
#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::reconciliation {

// "1 234 567,50", "1234567.5", "-12,50": a comma or a point before the decimals, at most as many as
// the currency has; spaces (no-break and narrow ones, too) between groups of three, all or none.
// Nothing is guessed: a comma before three digits is refused, not taken for a thousand.
// INVALID_AMOUNT, AMOUNT_OVERFLOW.
Result<Money> ParseWrittenAmount(std::string_view text, Currency currency);

// "2026-10-31" or "31.10.2026". INVALID_DATE.
Result<CivilDate> ParseWrittenDate(std::string_view text);

}  // namespace tirek::reconciliation
