#include "core/calendar/civil_date.h"

#include <cstdio>

#include "core/calendar/digits.h"

namespace tirek {
namespace {

Error InvalidDate() {
  return {ErrorKind::kInvalid,
          "INVALID_DATE",
          "A date is written YYYY-MM-DD and exists in the calendar, 0001-01-01 to 9999-12-31.",
          {},
          {}};
}

}  // namespace

Result<CivilDate> CivilDate::Parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return InvalidDate();
  const std::optional<int> year = DigitsValue(text.substr(0, 4));
  const std::optional<int> month = DigitsValue(text.substr(5, 2));
  const std::optional<int> day = DigitsValue(text.substr(8, 2));
  if (!year || !month || !day) return InvalidDate();
  const std::optional<CivilDate> date = FromYmd(*year, *month, *day);
  if (!date) return InvalidDate();
  return *date;
}

Result<CivilDate> CivilDate::FromEpochDay(std::int32_t epoch_day) {
  if (epoch_day < kFirstEpochDay || epoch_day > kLastEpochDay) return InvalidDate();
  return CivilDate(epoch_day);
}

std::string CivilDate::ToString() const {
  char text[16];
  std::snprintf(text, sizeof(text), "%04d-%02d-%02d", year(), month(), day());
  return text;
}

}  // namespace tirek
