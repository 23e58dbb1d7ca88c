#include "services/settlement/approval_rule.h"

#include <tuple>

namespace tirek::settlement {
namespace {

constexpr int kLeastApprovals = 1;  // four eyes

}  // namespace

int ApprovalsNeeded(std::span<const ApprovalRule> rules, Money total, CivilDate day) {
  const ApprovalRule* holds = nullptr;
  const auto rank = [](const ApprovalRule& rule) {
    return std::tuple(rule.from_amount.minor(), rule.start_date.epoch_day(), rule.set_time.micros);
  };
  for (const ApprovalRule& rule : rules) {
    if (rule.start_date > day || rule.from_amount.currency() != total.currency()) continue;
    if (rule.from_amount.minor() > total.minor()) continue;
    if (holds == nullptr || rank(*holds) < rank(rule)) holds = &rule;
  }
  return holds == nullptr ? kLeastApprovals : holds->approvals;
}

}  // namespace tirek::settlement
