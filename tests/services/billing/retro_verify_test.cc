// What `tirek verify` says of adjustments that somebody has tampered with.
#include <algorithm>

#include <doctest/doctest.h>

#include "tests/services/billing/retro_house.h"

namespace tirek::billing {
namespace {

TEST_CASE("Every change of an adjustment is found") {
  struct Case {
    const char* what;
    std::string statement;
    std::string found;  // what a sentence begins with, after the adjustment
  };
  const Case cases[] = {
      {"a line",
       "UPDATE billing.adjustment_line SET new_minor = new_minor + 1, difference_minor ="
       " difference_minor + 1",
       "month 2026-10 says -543375 in 1 lines, its lines -543374 in 1"},
      {"a line less", "DELETE FROM billing.adjustment_line",
       "month 2026-10 says -543375 in 1 lines, its lines 0 in 0"},
      {"a month",
       "UPDATE billing.adjustment_month SET difference_minor = difference_minor - 1,"
       " receivable_minor = receivable_minor + 1",
       "says -543375, its months -543376"},
      {"what is billed instead", "UPDATE billing.adjusted_line SET amount_minor = 1", "line "},
      {"the plan", "DELETE FROM billing.recovery_part", "543375 is owed back, the plan recovers 0"},
      {"the entry",
       "UPDATE settlement.ledger_entry SET source_id = 'x' WHERE source_type = 'ADJUSTMENT'",
       "settles 543375, posted 0 in 0 entries"},
      {"a fact of the past",
       "UPDATE delivery.attendance SET mark = 'ABSENT', absence_reason = 'UNEXCUSED'"
       " WHERE service_date = '2026-10-09' AND person_id = '" +
           IdOf("psn", 1) + "'",
       "month 2026-10 of " + IdOf("psn", 1) +
           " is billed as 5162063, the facts known then come to "},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    RetroHouse october;
    october.AddOctober();
    october.Run("2026-10");
    october.Bill(1, "2026-10");
    october.ComesDay("2026-11-05");
    october.Correct(1, 1, "2026-10-05", "UNEXCUSED");
    const auto posted = october.Post();
    REQUIRE(posted.size() == 1);
    REQUIRE(october.Verify().empty());
    october.Tamper(c.statement);
    const std::string wanted = "adjustment " + posted[0].adjustment_id() + ": " + c.found;
    const auto differences = october.Verify();
    const bool found = std::any_of(differences.begin(), differences.end(),
                                   [&wanted](const auto& d) { return d.starts_with(wanted); });
    std::string all;
    for (const std::string& difference : differences) all += difference + "\n";
    CAPTURE(all);
    CHECK(found);
  }
}

}  // namespace
}  // namespace tirek::billing
