// The rules that say which days and how much of a unit are paid: absence, basis, proration, caps.
#include <map>
#include <tuple>

#include "billing/order/check.h"
#include "billing/order/overlap.h"

namespace tirek::order {
namespace {

constexpr int kDaysOfMonth = 31;
constexpr int kDaysOfYear = 366;

void CheckLimit(Check& check, const std::string& field, const std::optional<int>& days, int most) {
  if (!days || (*days >= 0 && *days <= most)) return;
  check.Add(field, "ABSENCE_LIMIT_OUT_OF_RANGE", "a number of days, 0 to " + std::to_string(most));
}

void CheckAbsenceRules(Check& check) {
  const std::vector<AbsenceRule>& rules = check.order().absence_rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const AbsenceRule& rule = rules[i];
    const std::string path = RowPath("absence_rules", i) + ".";
    check.RequireText(path + "source_act", rule.source_act, "the act that set the rule");
    check.RequirePeriod(path, rule.period);
    check.RequireShare(path + "paid_share", rule.paid_share);
    CheckLimit(check, path + "max_days_per_month", rule.max_days_per_month, kDaysOfMonth);
    CheckLimit(check, path + "max_consecutive_days", rule.max_consecutive_days, kDaysOfYear);
    CheckLimit(check, path + "max_days_per_year", rule.max_days_per_year, kDaysOfYear);
    check.RequireServiceOfOrder(path, rule.service);
  }
  CheckClashes(
      check, "absence_rules", rules,
      [](const AbsenceRule& rule) { return std::tuple(rule.reason, rule.service); },
      "ABSENCE_RULE_OVERLAP", "reason and service");
}

// What every rule of one service states; `path` ends in '.'.
template <typename Rule>
void CheckServiceRule(Check& check, const std::string& path, const Rule& rule) {
  check.RequireText(path + "service", rule.service, "the code of a service");
  check.RequireServiceOfOrder(path, rule.service);
  check.RequireText(path + "source_act", rule.source_act, "the act that set the rule");
}

// Every day of a placement is a unit only where units are days.
void CheckEnrolledUnits(Check& check, const std::string& path, const BasisRule& rule) {
  if (rule.basis != PaymentBasis::kEnrolled || !check.IsWhole(path)) return;
  for (std::size_t i = 0; i < check.order().tariffs.size(); ++i) {
    const Tariff& tariff = check.order().tariffs[i];
    if (tariff.service != rule.service || !tariff.period.Overlaps(rule.period)) continue;
    if (IsDayUnit(tariff.unit) || !check.IsWhole(RowPath("tariffs", i) + ".")) continue;
    check.Add(path + "basis", "BASIS_NEEDS_DAYS",
              "ATTENDED or ALLOWED_ABSENCES: " + RowPath("tariffs", i) + " pays the service by " +
                  std::string(ServiceUnitName(tariff.unit)) + ", not by days");
    return;
  }
}

void CheckBasisRules(Check& check) {
  const std::vector<BasisRule>& rules = check.order().basis_rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string path = RowPath("basis_rules", i) + ".";
    CheckServiceRule(check, path, rules[i]);
    check.RequirePeriod(path, rules[i].period);
    CheckEnrolledUnits(check, path, rules[i]);
  }
  CheckClashes(
      check, "basis_rules", rules, [](const BasisRule& rule) { return rule.service; },
      "RULE_OVERLAP", "service");
}

void CheckFixedDays(Check& check, const std::string& path, const ProrationRule& rule) {
  if (!check.IsRead(path + "divisor")) return;
  const std::string field = path + "fixed_days";
  if (rule.divisor != Divisor::kFixedDays) {
    check.RequireAbsent(field, Decimal::FromInteger(rule.fixed_days.value_or(0)), "FIXED_DAYS");
  } else if (!rule.fixed_days) {
    check.Add(field, "REQUIRED", "the days that a month is divided by, 1 to 31");
  } else if (*rule.fixed_days < 1 || *rule.fixed_days > kDaysOfMonth) {
    check.Add(field, "OUT_OF_RANGE", "a whole number from 1 to 31");
  }
}

void CheckProrationRules(Check& check) {
  const std::vector<ProrationRule>& rules = check.order().proration_rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::string path = RowPath("proration_rules", i) + ".";
    CheckServiceRule(check, path, rules[i]);
    check.RequireWholeMonths(path, rules[i].period);
    CheckFixedDays(check, path, rules[i]);
  }
  CheckClashes(
      check, "proration_rules", rules, [](const ProrationRule& rule) { return rule.service; },
      "RULE_OVERLAP", "service");
}

void CheckCaps(Check& check) {
  const std::vector<Cap>& caps = check.order().caps;
  std::set<std::string> codes;
  for (std::size_t i = 0; i < caps.size(); ++i) {
    const std::string path = RowPath("caps", i) + ".";
    check.RequireCode(path, caps[i].code, codes);
    CheckServiceRule(check, path, caps[i]);
    check.RequirePeriod(path, caps[i].period);
    check.RequirePositive(path + "max_quantity", caps[i].max_quantity);
  }
  CheckClashes(
      check, "caps", caps,
      [](const Cap& cap) { return std::tuple(cap.service, cap.category, cap.window); },
      "RULE_OVERLAP", "service, category and window");
}

}  // namespace

void CheckDayRules(Check& check) {
  CheckAbsenceRules(check);
  CheckBasisRules(check);
  CheckProrationRules(check);
  CheckCaps(check);
}

}  // namespace tirek::order
