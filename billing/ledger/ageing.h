// How long what is owed has been due: days beyond the due date, in the bands that finance reads.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::ledger {

enum class AgeBand { kNotDue, kDays1To30, kDays31To60, kDays61To90, kOver90Days };

inline constexpr std::array kAgeBands = {AgeBand::kNotDue, AgeBand::kDays1To30,
                                         AgeBand::kDays31To60, AgeBand::kDays61To90,
                                         AgeBand::kOver90Days};

std::string_view AgeBandName(AgeBand band);  // "NOT_DUE", "DAYS_1_TO_30", …

// Zero until the due date is over: what is due on the day itself is paid in time.
int DaysOverdue(CivilDate due_date, CivilDate as_of);
AgeBand AgeBandOf(int days_overdue);

// The days overdue of a band, both ends belong to it; absent where it has no such end.
struct BandDays {
  std::optional<int> least;
  std::optional<int> most;
};
BandDays DaysOf(AgeBand band);

// What is not paid of documents that are due on one day.
struct DueSum {
  CivilDate due_date;
  int documents = 0;
  Money open = Money::FromMinor(0, kTenge);
  Money under_way = Money::FromMinor(0, kTenge);  // the part of `open` that was ordered
};

struct BandSum {
  AgeBand band = AgeBand::kNotDue;
  int documents = 0;
  Money open = Money::FromMinor(0, kTenge);
  Money under_way = Money::FromMinor(0, kTenge);
};

// Every band once, in their order. AMOUNT_OVERFLOW, CURRENCY_MISMATCH.
Result<std::vector<BandSum>> SumByBand(std::span<const DueSum> sums, CivilDate as_of,
                                       Currency currency);

}  // namespace tirek::ledger
