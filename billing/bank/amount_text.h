// Amounts, counts and dates as banks write them, each form read strictly.
#pragma once

#include <optional>
#include <string_view>

#include "core/calendar/civil_date.h"
#include "core/money/decimal.h"
#include "core/money/money.h"

namespace tirek::bank {

// "1250.4", "1250.", "1250", ".5" with '.' as decimal sign: digits only, no sign. Zeros behind the
// currency's decimals are tolerated, other digits are not: nothing is rounded. Absent also for
// what does not fit 64 bits.
std::optional<Money> ParseBankAmount(std::string_view text, char decimal_sign, Currency currency);

// Absent when it has more decimals than the currency, or does not fit.
std::optional<Money> MoneyOf(const Decimal& amount, Currency currency);

// At most 15 digits.
std::optional<long long> ParseCount(std::string_view text);

// "2026-11-05" with anything of a time behind it, as ISO 20022 writes dates and times: the day is
// the bank's own, whatever its zone.
std::optional<CivilDate> ParseIsoDay(std::string_view text);

// "261105". Years are of this century up to 79 and of the last one from 80, as SWIFT reads them.
std::optional<CivilDate> ParseSwiftDate(std::string_view text);

}  // namespace tirek::bank
