// Rules of the sample order for tests, all of 2026 and of the service "day-care".
#pragma once

#include <string>
#include <utility>

#include "tests/billing/order/sample_order.h"

namespace tirek::order {

template <typename Rule>
Rule RuleOf2026(const char* act = "rules 504") {
  Rule rule;
  rule.service = "day-care";
  rule.period = Year2026();
  rule.source_act = act;
  return rule;
}

inline BasisRule PaidBy(PaymentBasis basis) {
  BasisRule rule = RuleOf2026<BasisRule>();
  rule.basis = basis;
  return rule;
}

inline ProrationRule DividedBy(Divisor divisor, std::optional<int> fixed_days = {}) {
  ProrationRule rule = RuleOf2026<ProrationRule>();
  rule.divisor = divisor;
  rule.fixed_days = fixed_days;
  return rule;
}

inline Cap AtMost(const char* quantity, CapWindow window, std::string category = {}) {
  Cap cap = RuleOf2026<Cap>("Code 163");
  cap.code = "CAP-" + std::string(CapWindowName(window)) + (category.empty() ? "" : "-" + category);
  cap.category = std::move(category);
  cap.window = window;
  cap.max_quantity = Number(quantity);
  return cap;
}

inline GuaranteedAmount Guaranteed(const char* amount, GuaranteeWindow window,
                                   const char* share = "1", std::string category = {}) {
  GuaranteedAmount rule = RuleOf2026<GuaranteedAmount>("Code 168");
  rule.code = "G" + (category.empty() ? "" : "-" + category);
  rule.category = std::move(category);
  rule.window = window;
  rule.amount = Number(amount);
  rule.share = Number(share);
  return rule;
}

inline FeeRule Fee(FeeKind kind, const char* share) {
  FeeRule rule = RuleOf2026<FeeRule>("law 442");
  rule.code = "FEE";
  rule.kind = kind;
  rule.share = Number(share);
  return rule;
}

inline FeeRule FeeAbove(const char* income_limit, const char* share) {
  FeeRule rule = Fee(FeeKind::kIncomeExcess, share);
  rule.income_limit = Number(income_limit);
  return rule;
}

// 30 % of a pension is the person's, not below the minimum pension of 2026, and 70 % the centre's.
inline PensionRule ThirtySeventy() {
  PensionRule rule = RuleOf2026<PensionRule>("Code 202(3)");
  rule.person_share = Number("0.30");
  rule.person_minimum = Number("69049");
  rule.centre_share = Number("0.70");
  return rule;
}

inline QualityRule Withheld(const char* share) {
  QualityRule rule = RuleOf2026<QualityRule>("contract form 12");
  rule.withheld_share = Number(share);
  return rule;
}

inline FundingRule FundedBy(std::vector<std::pair<std::string, const char*>> parts) {
  FundingRule rule = RuleOf2026<FundingRule>("decision 9");
  for (const auto& [payer, share] : parts) rule.parts.push_back({payer, Number(share)});
  return rule;
}

// Bands without end but for the last, whose values follow each other: {"0", …}.
inline StepTable Steps(StepMeasure measure, std::vector<Step> steps) {
  return {measure, std::move(steps)};
}

// The sample order with its tariff per month, divided so.
inline StateSocialOrder MonthlyOrder(const char* rate, ProrationRule proration) {
  StateSocialOrder order = SampleOrder(rate);
  order.tariffs[0].code = "T-MONTH";
  order.tariffs[0].unit = ServiceUnit::kPersonMonth;
  order.proration_rules = {std::move(proration)};
  return order;
}

}  // namespace tirek::order
