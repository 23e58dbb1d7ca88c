// Ages of what is owed: the last day of each band, and the day after it.
#include "billing/ledger/ageing.h"

#include <doctest/doctest.h>

namespace tirek::ledger {
namespace {

CivilDate On(const char* day) { return *CivilDate::Parse(day); }

TEST_CASE("a document ages from the day after it is due") {
  struct Case {
    const char* name;
    const char* due;
    const char* as_of;
    int days;
    const char* band;
  };
  const Case cases[] = {
      {"long before", "2026-11-30", "2026-10-31", 0, "NOT_DUE"},
      {"on the day it is due", "2026-11-30", "2026-11-30", 0, "NOT_DUE"},
      {"the day after, which begins a month", "2026-11-30", "2026-12-01", 1, "DAYS_1_TO_30"},
      {"30 days after", "2026-11-30", "2026-12-30", 30, "DAYS_1_TO_30"},
      {"31 days after, the end of the year", "2026-11-30", "2026-12-31", 31, "DAYS_31_TO_60"},
      {"60 days after", "2026-11-30", "2027-01-29", 60, "DAYS_31_TO_60"},
      {"61 days after", "2026-11-30", "2027-01-30", 61, "DAYS_61_TO_90"},
      {"90 days after, the end of February", "2026-11-30", "2027-02-28", 90, "DAYS_61_TO_90"},
      {"91 days after", "2026-11-30", "2027-03-01", 91, "OVER_90_DAYS"},
      {"a leap February takes a day more", "2027-11-30", "2028-02-29", 91, "OVER_90_DAYS"},
      {"for ever", "0001-01-01", "9999-12-31", 3'652'058, "OVER_90_DAYS"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const int days = DaysOverdue(On(c.due), On(c.as_of));
    CHECK(days == c.days);
    CHECK(AgeBandName(AgeBandOf(days)) == c.band);
  }
}

TEST_CASE("every number of days lies in the band that says so, and in no other") {
  for (int days = 0; days <= 100; ++days) {
    CAPTURE(days);
    for (const AgeBand band : kAgeBands) {
      const BandDays ends = DaysOf(band);
      const bool within = days >= ends.least.value_or(0) && days <= ends.most.value_or(100);
      CHECK(within == (band == AgeBandOf(days)));
    }
  }
}

TEST_CASE("the bands add to what is open, and a sum that does not fit is refused") {
  const auto tenge = [](std::int64_t minor) { return Money::FromMinor(minor, kTenge); };
  const DueSum sums[] = {{On("2026-11-30"), 2, tenge(1000), tenge(400)},
                         {On("2026-10-31"), 1, tenge(50), tenge(0)},
                         {On("2026-11-01"), 1, tenge(7), tenge(-3)},
                         {On("2026-01-01"), 1, tenge(-5), tenge(-5)}};
  const auto bands = SumByBand(sums, On("2026-11-30"), kTenge);
  REQUIRE(bands);
  std::string shown;
  for (const BandSum& band : *bands) {
    shown += std::string(AgeBandName(band.band)) + " " + std::to_string(band.documents) + " " +
             std::to_string(band.open.minor()) + " " + std::to_string(band.under_way.minor()) +
             "; ";
  }
  CHECK(shown ==
        "NOT_DUE 2 1000 400; DAYS_1_TO_30 2 57 -3; DAYS_31_TO_60 0 0 0;"
        " DAYS_61_TO_90 0 0 0; OVER_90_DAYS 1 -5 -5; ");
  const DueSum huge[] = {{On("2026-11-30"), 1, tenge(INT64_MAX), tenge(0)},
                         {On("2026-12-01"), 1, tenge(1), tenge(0)}};
  CHECK(SumByBand(huge, On("2026-11-30"), kTenge).error().reason == "AMOUNT_OVERFLOW");
}

}  // namespace
}  // namespace tirek::ledger
