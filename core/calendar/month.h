// A calendar month, the period of accounts.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/calendar/period.h"

namespace tirek {

struct Month {
  int year = 1970;
  int month = 1;  // 1 to 12

  // Strictly "2026-10", 1900-01 to 9998-12: an account outside is a typing error, and so every
  // month that comes from outside has neighbours.
  static Result<Month> Parse(std::string_view text);
  static Month Of(CivilDate date) { return {date.year(), date.month()}; }

  // December 9999 ends before its last day: there is no later date to be its exclusive end.
  Period period() const;
  int days() const { return period().days(); }
  Month Next() const;
  Month Previous() const;
  std::string ToString() const;  // "2026-10"

  friend constexpr auto operator<=>(const Month&, const Month&) = default;
};

}  // namespace tirek
