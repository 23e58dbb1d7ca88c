#include "billing/order/rule_lookup.h"

namespace tirek::order {
namespace {

template <typename Rule>
bool Holds(const Rule& rule, const std::string& service, CivilDate date) {
  return (rule.service.empty() || rule.service == service) && rule.period.Contains(date);
}

// The rule for the service before one for any.
template <typename Rule, typename Condition>
const Rule* Closest(const std::vector<Rule>& rules, const std::string& service, CivilDate date,
                    Condition condition) {
  const Rule* closest = nullptr;
  for (const Rule& rule : rules) {
    if (!Holds(rule, service, date) || !condition(rule)) continue;
    if (closest == nullptr || (closest->service.empty() && !rule.service.empty())) closest = &rule;
  }
  return closest;
}

template <typename Rule>
const Rule* Closest(const std::vector<Rule>& rules, const std::string& service, CivilDate date) {
  return Closest(rules, service, date, [](const Rule&) { return true; });
}

// The rule for the category before one for any.
template <typename Rule, typename Condition>
const Rule* ForCategory(const std::vector<Rule>& rules, const std::string& service,
                        const std::string& category, CivilDate date, Condition condition) {
  const Rule* closest = nullptr;
  for (const Rule& rule : rules) {
    const bool suits = rule.category.empty() || rule.category == category;
    if (!suits || !Holds(rule, service, date) || !condition(rule)) continue;
    if (closest == nullptr || (closest->category.empty() && !rule.category.empty())) {
      closest = &rule;
    }
  }
  return closest;
}

}  // namespace

const AbsenceRule* FindAbsenceRule(const StateSocialOrder& order, AbsenceReason reason,
                                   const std::string& service, CivilDate date) {
  return Closest(order.absence_rules, service, date,
                 [reason](const AbsenceRule& rule) { return rule.reason == reason; });
}

const BasisRule* FindBasisRule(const StateSocialOrder& order, const std::string& service,
                               CivilDate date) {
  return Closest(order.basis_rules, service, date);
}

PaymentBasis BasisFor(const StateSocialOrder& order, const std::string& service, CivilDate date) {
  const BasisRule* rule = FindBasisRule(order, service, date);
  return rule == nullptr ? PaymentBasis::kAllowedAbsences : rule->basis;
}

const ProrationRule* ProrationFor(const StateSocialOrder& order, const std::string& service,
                                  CivilDate date) {
  return Closest(order.proration_rules, service, date);
}

std::vector<const Cap*> CapsFor(const StateSocialOrder& order, const std::string& service,
                                const std::string& category, CivilDate date) {
  std::vector<const Cap*> caps;
  for (const CapWindow window : {CapWindow::kDay, CapWindow::kMonth, CapWindow::kYear}) {
    const Cap* cap = ForCategory(order.caps, service, category, date,
                                 [window](const Cap& c) { return c.window == window; });
    if (cap != nullptr) caps.push_back(cap);
  }
  return caps;
}

const GuaranteedAmount* GuaranteeFor(const StateSocialOrder& order, const std::string& service,
                                     const std::string& category, CivilDate date) {
  return ForCategory(order.guaranteed_amounts, service, category, date,
                     [](const GuaranteedAmount&) { return true; });
}

std::vector<const FeeRule*> FeesFor(const StateSocialOrder& order, const std::string& service,
                                    CivilDate date) {
  std::vector<const FeeRule*> fees;
  for (const bool by_price : {true, false}) {
    const FeeRule* fee = Closest(order.fee_rules, service, date, [by_price](const FeeRule& rule) {
      return (rule.kind == FeeKind::kPriceShare) == by_price;
    });
    if (fee != nullptr) fees.push_back(fee);
  }
  return fees;
}

const PensionRule* PensionFor(const StateSocialOrder& order, const std::string& service,
                              CivilDate date) {
  return Closest(order.pension_rules, service, date);
}

const QualityRule* QualityFor(const StateSocialOrder& order, const std::string& service,
                              CivilDate date) {
  return Closest(order.quality_rules, service, date);
}

const FundingRule* FundingFor(const StateSocialOrder& order, const std::string& service,
                              CivilDate date) {
  return Closest(order.funding_rules, service, date);
}

std::vector<const Pot*> PotsOn(const StateSocialOrder& order, CivilDate date) {
  std::vector<const Pot*> pots;
  for (const Pot& pot : order.pots) {
    if (pot.period.Contains(date)) pots.push_back(&pot);
  }
  return pots;
}

}  // namespace tirek::order
