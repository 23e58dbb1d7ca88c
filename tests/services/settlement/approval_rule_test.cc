// How many approvals a payment run needs: which of several rules holds.
#include "services/settlement/approval_rule.h"

#include <vector>

#include <doctest/doctest.h>

namespace tirek::settlement {
namespace {

ApprovalRule Rule(long long from_minor, int approvals, int day, long long set_micros = 1) {
  return {ApprovalRuleId(), Money::FromMinor(from_minor, kTenge),
          approvals,        *CivilDate::FromYmd(2026, 11, day),
          "administrator",  Instant{set_micros}};
}

TEST_CASE("the rule with the highest sum that a run reaches holds, else one approval is enough") {
  const std::vector<ApprovalRule> rules = {Rule(1'000, 2, 1), Rule(5'000, 3, 1), Rule(5'000, 4, 3),
                                           Rule(9'000, 5, 1, 7), Rule(9'000, 2, 1, 6)};
  struct Case {
    const char* name;
    long long total;
    int day;
    int approvals;
  };
  const Case cases[] = {
      {"below every sum", 999, 5, 1},
      {"exactly the lowest sum", 1'000, 5, 2},
      {"between two sums", 4'999, 5, 2},
      {"before the later rule of this sum", 5'000, 2, 3},
      {"on the day the later rule begins", 5'000, 3, 4},
      {"of two rules of one day the one set last", 9'000, 5, 5},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(ApprovalsNeeded(rules, Money::FromMinor(c.total, kTenge),
                          *CivilDate::FromYmd(2026, 11, c.day)) == c.approvals);
  }
  CHECK(ApprovalsNeeded({}, Money::FromMinor(1, kTenge), *CivilDate::FromYmd(2026, 11, 1)) == 1);
  const auto dollar = Currency::FromCode("USD");
  REQUIRE(dollar);
  CHECK(ApprovalsNeeded(rules, Money::FromMinor(9'000, *dollar),
                        *CivilDate::FromYmd(2026, 11, 5)) == 1);
}

}  // namespace
}  // namespace tirek::settlement
