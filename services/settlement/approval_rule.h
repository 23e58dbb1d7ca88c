// How many approvals a payment run needs, by its sum and the day it is made on. Pure.
#pragma once

#include <span>
#include <string>

#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/calendar/civil_date.h"
#include "core/money/money.h"

namespace tirek::settlement {

struct ApprovalRuleTag {
  static constexpr std::string_view kPrefix = "apr";
};
using ApprovalRuleId = Id<ApprovalRuleTag>;

// Runs of `from_amount` or more that are made on `start_date` or later need so many approvals
// besides their maker.
struct ApprovalRule {
  ApprovalRuleId approval_rule_id;
  Money from_amount = Money::FromMinor(0, kTenge);
  int approvals = 1;
  CivilDate start_date;
  std::string set_by;
  Instant set_time;
};

struct AllApprovalRules {};  // a list without a filter

// By the rule with the highest sum that `total` reaches; of rules of one sum the one that began
// last holds, and of those the one that was set last. One when `total` reaches none.
int ApprovalsNeeded(std::span<const ApprovalRule> rules, Money total, CivilDate day);

}  // namespace tirek::settlement
