#include "billing/order/validate.h"

#include "billing/order/check.h"

namespace tirek::order {
namespace {

void CheckHead(Check& check) {
  const StateSocialOrder& order = check.order();
  check.RequireText("code", order.code, "a code for the order");
  check.RequireText("title", order.title, "a title");
  check.RequireText("source_act", order.source_act, "the act that approved the order");
  if (order.period.empty()) {
    check.Add("period", "PERIOD_REVERSED",
              "an end after the start " + order.period.start.ToString());
  }
  if (order.method_version != kMethodVersion) {
    check.Add("method_version", "UNKNOWN_METHOD_VERSION",
              "the calculation method " + std::string(kMethodVersion));
  }
}

}  // namespace

std::vector<Violation> Validate(const StateSocialOrder& order,
                                const std::set<std::string>& unread) {
  Check check(order, unread);
  CheckHead(check);
  CheckTariffs(check);
  CheckCoefficients(check);
  CheckDayRules(check);
  CheckMoneyRules(check);
  CheckFunding(check);
  return check.TakeViolations();
}

}  // namespace tirek::order
