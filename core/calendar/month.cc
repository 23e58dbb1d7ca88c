#include "core/calendar/month.h"

#include <array>
#include <cstdio>

#include "core/base/assert.h"
#include "core/calendar/digits.h"

namespace tirek {

Result<Month> Month::Parse(std::string_view text) {
  if (text.size() == 7 && text[4] == '-') {
    const std::optional<int> year = DigitsValue(text.substr(0, 4));
    const std::optional<int> month = DigitsValue(text.substr(5));
    if (year && month && *year >= 1900 && *year <= 9998 && *month >= 1 && *month <= 12) {
      return Month{*year, *month};
    }
  }
  return Error{ErrorKind::kInvalid,
               "INVALID_MONTH",
               "A month is written YYYY-MM, from 1900-01 to 9998-12.",
               {},
               {}};
}

Period Month::period() const {
  const std::optional<CivilDate> first = CivilDate::FromYmd(year, month, 1);
  TIREK_ASSERT(first.has_value());
  if (year == 9999 && month == 12) return {*first, kFarFuture};
  const Month next = Next();
  return {*first, *CivilDate::FromYmd(next.year, next.month, 1)};
}

Month Month::Next() const {
  TIREK_ASSERT(year < 9999 || month < 12);
  return month == 12 ? Month{year + 1, 1} : Month{year, month + 1};
}

Month Month::Previous() const {
  TIREK_ASSERT(year > 1 || month > 1);
  return month == 1 ? Month{year - 1, 12} : Month{year, month - 1};
}

std::string Month::ToString() const {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d", year, month);
  return text.data();
}

}  // namespace tirek
