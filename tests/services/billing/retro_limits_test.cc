// Limits that reach back over months: what one month's adjustment changes in those after it.
#include <doctest/doctest.h>

#include "tests/services/billing/retro_house.h"

namespace tirek::billing {
namespace {

using Texts = std::vector<std::string>;

TEST_CASE("A day that frees the limit of the year is found in the months after it, once posted") {
  RetroHouse autumn;
  // Two excused days a year, not a month.
  autumn.Tamper(
      "UPDATE contracts.state_order SET"
      " document = replace(document, 'max_days_per_month', 'max_days_per_year')");
  autumn.Tamper(
      "UPDATE contracts.state_order SET"
      " document_sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex')");
  autumn.RecordAsOf("2026-08-01");
  autumn.AddProvider(1);
  autumn.AddPlacement(1, 1, "2026-08-15");
  autumn.RecordAsOf("2026-10-31");
  autumn.Attend(1, 1, "2026-09-14", "2026-09-15", "EXCUSED");
  autumn.Attend(1, 1, "2026-10-20", "2026-10-20", "EXCUSED");
  autumn.Run("2026-09");
  autumn.Run("2026-10");
  autumn.Bill(1, "2026-09");
  autumn.Bill(1, "2026-10");
  autumn.ComesDay("2026-11-05");
  autumn.Correct(1, 1, "2026-09-14", "UNEXCUSED");
  CHECK(Briefs(autumn.Check()) ==
        Texts{"2026-09 ATTENDANCE_CORRECTED 5433.75 2716.88 -2716.87: 2026-09-14: was absent"
              " EXCUSED, share 0.5, paid, is absent UNEXCUSED, share 1, denied as"
              " UNPAID_ABSENCE"});
  REQUIRE(autumn.Post().size() == 1);
  CHECK(autumn.Verify().empty());

  autumn.ComesDay("2026-11-06");
  CHECK(Briefs(autumn.Check()) ==
        Texts{"2026-10 OTHER_FACT 0.00 2716.88 2716.88: 2026-10-20: was denied as"
              " ABSENCE_YEAR_LIMIT, is paid"});
  REQUIRE(autumn.Post().size() == 1);
  CHECK(autumn.Post().empty());
  CHECK(autumn.Verify().empty());

  // And back: the year's two days are September's again.
  autumn.ComesDay("2026-11-07");
  autumn.CorrectAgain(1, 1, "2026-09-14", "EXCUSED");
  REQUIRE(autumn.Post().size() == 1);
  autumn.ComesDay("2026-11-08");
  REQUIRE(autumn.Post().size() == 1);
  CHECK(autumn.Count("SELECT sum(difference_minor)::bigint FROM billing.adjustment") == 0);
  CHECK(autumn.Verify().empty());
}

}  // namespace
}  // namespace tirek::billing
