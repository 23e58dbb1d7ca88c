// What an advance may come to, and how old it is.
#include "services/settlement/advance.h"

#include <doctest/doctest.h>

namespace tirek::settlement {
namespace {

Money Tenge(long long minor) { return Money::FromMinor(minor, kTenge); }

AdvancedContract Contract(long long ceiling, long long open) {
  return {"prv_1",
          "GSZ-1",
          {*CivilDate::FromYmd(2026, 3, 15), *CivilDate::FromYmd(2026, 6, 1)},
          Tenge(ceiling),
          Tenge(open)};
}

NewAdvance Wanted(int month, Money amount) {
  NewAdvance wanted;
  wanted.month = *Month::Parse("2026-0" + std::to_string(month));
  wanted.amount = amount;
  return wanted;
}

TEST_CASE("the open advances of a contract come to its ceiling and no further") {
  struct Case {
    const char* name;
    long long ceiling;
    long long open;
    long long amount;
    const char* reason;
  };
  const Case cases[] = {
      {"to the ceiling", 100, 40, 60, ""},
      {"a tiyn above", 100, 40, 61, "ADVANCE_ABOVE_CEILING"},
      {"the first alone", 100, 0, 101, "ADVANCE_ABOVE_CEILING"},
      {"what no int64 holds", 100, 1, 9'223'372'036'854'775'807, "AMOUNT_OVERFLOW"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto within = RequireWithin(Contract(c.ceiling, c.open), Wanted(4, Tenge(c.amount)));
    CHECK((within ? "" : within.error().reason) == c.reason);
  }
}

TEST_CASE("an advance is of a month in which its contract has days, and in its currency") {
  for (const int month : {3, 4, 5}) {
    CAPTURE(month);
    CHECK(RequireWithin(Contract(100, 0), Wanted(month, Tenge(1))));
  }
  for (const int month : {2, 6}) {
    CAPTURE(month);
    const auto refused = RequireWithin(Contract(100, 0), Wanted(month, Tenge(1)));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().violations.at(0).reason == "MONTH_OUTSIDE_CONTRACT");
  }
  const auto both =
      RequireWithin(Contract(100, 0), Wanted(2, Money::FromMinor(1, *Currency::FromCode("USD"))));
  REQUIRE_FALSE(both);
  CHECK(both.error().violations.size() == 2);
  CHECK(both.error().violations.at(1).reason == "PAYMENT_CURRENCY");
}

TEST_CASE("an advance ages from the day it was paid while something of it is unearned") {
  Advance advance;
  advance.as_of = *CivilDate::FromYmd(2026, 12, 3);
  advance.unearned = Tenge(1);
  CHECK(advance.age_days() == 0);
  advance.paid_date = *CivilDate::FromYmd(2026, 11, 3);
  CHECK(advance.age_days() == 30);
  advance.unearned = Tenge(0);
  CHECK(advance.age_days() == 0);
}

}  // namespace
}  // namespace tirek::settlement
