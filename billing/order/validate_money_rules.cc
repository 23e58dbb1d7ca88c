// The rules that say who pays a price: guaranteed amounts, fees, pensions, quality. Each holds for
// whole months, so that a line and a month's sum have one rule.
#include <tuple>

#include "billing/order/check.h"
#include "billing/order/overlap.h"
#include "core/money/exact.h"

namespace tirek::order {
namespace {

constexpr const char* kActExpected = "the act that set the rule";

void CheckGuaranteedAmounts(Check& check) {
  const std::vector<GuaranteedAmount>& amounts = check.order().guaranteed_amounts;
  std::set<std::string> codes;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const std::string path = RowPath("guaranteed_amounts", i) + ".";
    check.RequireCode(path, amounts[i].code, codes);
    check.RequireText(path + "service", amounts[i].service, "the code of a service");
    check.RequireServiceOfOrder(path, amounts[i].service);
    check.RequirePositive(path + "amount", amounts[i].amount);
    check.RequireShare(path + "share", amounts[i].share);
    check.RequireWholeMonths(path, amounts[i].period);
    check.RequireText(path + "source_act", amounts[i].source_act, kActExpected);
  }
  CheckClashes(
      check, "guaranteed_amounts", amounts,
      [](const GuaranteedAmount& amount) { return std::tuple(amount.service, amount.category); },
      "RULE_OVERLAP", "service and category");
}

void CheckFieldsOfKind(Check& check, const std::string& path, const FeeRule& rule) {
  if (!check.IsRead(path + "kind")) return;
  if (rule.kind == FeeKind::kIncomeExcess) {
    check.RequirePositive(path + "income_limit", rule.income_limit);
  } else {
    check.RequireAbsent(path + "income_limit", rule.income_limit, "INCOME_EXCESS");
  }
  if (!rule.budget_maximum) return;
  if (rule.kind == FeeKind::kPriceShare) {
    check.RequirePositive(path + "budget_maximum", *rule.budget_maximum);
  } else {
    check.Add(path + "budget_maximum", "FIELD_OF_OTHER_CHOICE",
              "nothing: it belongs to PRICE_SHARE");
  }
}

void CheckFeeRules(Check& check) {
  const std::vector<FeeRule>& rules = check.order().fee_rules;
  std::set<std::string> codes;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string path = RowPath("fee_rules", i) + ".";
    check.RequireCode(path, rules[i].code, codes);
    check.RequireServiceOfOrder(path, rules[i].service);
    check.RequireShare(path + "share", rules[i].share);
    CheckFieldsOfKind(check, path, rules[i]);
    check.RequireWholeMonths(path, rules[i].period);
    check.RequireText(path + "source_act", rules[i].source_act, kActExpected);
  }
  // A person pays one fee by income for a service; a share of the price may stand beside it.
  CheckClashes(
      check, "fee_rules", rules,
      [](const FeeRule& rule) {
        return std::tuple(rule.service, rule.kind == FeeKind::kPriceShare);
      },
      "RULE_OVERLAP", "service, and is of income or of price as this one");
}

void CheckPensionShares(Check& check, const std::string& path, const PensionRule& rule) {
  check.RequireShare(path + "person_share", rule.person_share);
  check.RequireShare(path + "centre_share", rule.centre_share);
  if (!check.IsWhole(path)) return;
  if (Exact(rule.person_share) + Exact(rule.centre_share) > Exact(1)) {
    check.Add(path + "centre_share", "SHARES_ABOVE_ONE",
              "at most what person_share leaves of 1; they are " + rule.person_share.ToString() +
                  " and " + rule.centre_share.ToString());
  }
}

void CheckPensionRules(Check& check) {
  const std::vector<PensionRule>& rules = check.order().pension_rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string path = RowPath("pension_rules", i) + ".";
    check.RequireText(path + "service", rules[i].service, "the code of a service");
    check.RequireServiceOfOrder(path, rules[i].service);
    CheckPensionShares(check, path, rules[i]);
    if (rules[i].person_minimum.is_negative()) {
      check.Add(path + "person_minimum", "OUT_OF_RANGE", "a number from 0");
    }
    check.RequireScale(path + "person_minimum", rules[i].person_minimum);
    check.RequireWholeMonths(path, rules[i].period);
    check.RequireText(path + "source_act", rules[i].source_act, kActExpected);
  }
  CheckClashes(
      check, "pension_rules", rules, [](const PensionRule& rule) { return rule.service; },
      "RULE_OVERLAP", "service");
}

void CheckQualityRules(Check& check) {
  const std::vector<QualityRule>& rules = check.order().quality_rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string path = RowPath("quality_rules", i) + ".";
    check.RequireText(path + "service", rules[i].service, "the code of a service");
    check.RequireServiceOfOrder(path, rules[i].service);
    check.RequireShare(path + "withheld_share", rules[i].withheld_share);
    check.RequireWholeMonths(path, rules[i].period);
    check.RequireText(path + "source_act", rules[i].source_act, kActExpected);
  }
  CheckClashes(
      check, "quality_rules", rules, [](const QualityRule& rule) { return rule.service; },
      "RULE_OVERLAP", "service");
}

}  // namespace

void CheckMoneyRules(Check& check) {
  CheckGuaranteedAmounts(check);
  CheckFeeRules(check);
  CheckPensionRules(check);
  CheckQualityRules(check);
}

}  // namespace tirek::order
