#include "services/billing/fact_needs.h"

#include <algorithm>

#include "billing/capitation/enrol.h"

namespace tirek::billing {
namespace {

using order::StateSocialOrder;

bool AsksFor(const StateSocialOrder& order, order::StepMeasure measure) {
  const auto asks = [measure](const auto& rule) {
    return rule.steps && rule.steps->measure == measure;
  };
  return std::any_of(order.tariffs.begin(), order.tariffs.end(), asks) ||
         std::any_of(order.coefficients.begin(), order.coefficients.end(), asks);
}

template <typename Rules, typename Predicate>
bool Any(const Rules& rules, Predicate predicate) {
  return std::any_of(rules.begin(), rules.end(), predicate);
}

FactNeeds NeedsOf(const StateSocialOrder& order) {
  FactNeeds needs;
  needs.birth_dates = AsksFor(order, order::StepMeasure::kAge);
  needs.circumstances = AsksFor(order, order::StepMeasure::kSeverity) || !order.fee_rules.empty() ||
                        !order.pension_rules.empty();
  needs.plans = Any(order.proration_rules, [](const order::ProrationRule& rule) {
    return rule.divisor == order::Divisor::kPlannedDays;
  });
  needs.absences_before = Any(order.absence_rules, [](const order::AbsenceRule& rule) {
    return rule.max_days_per_year || rule.max_consecutive_days;
  });
  needs.units_before =
      Any(order.caps, [](const order::Cap& cap) { return cap.window == order::CapWindow::kYear; });
  needs.assessments = !order.quality_rules.empty() || !order.pots.empty();
  needs.enrolment = capitation::MayEnrol(order);
  return needs;
}

void Join(FactNeeds& all, const FactNeeds& more) {
  all.birth_dates |= more.birth_dates;
  all.circumstances |= more.circumstances;
  all.plans |= more.plans;
  all.absences_before |= more.absences_before;
  all.units_before |= more.units_before;
  all.assessments |= more.assessments;
  all.enrolment |= more.enrolment;
}

}  // namespace

FactNeeds NeedsOf(const std::map<std::string, StateSocialOrder>& orders) {
  FactNeeds all;
  for (const auto& [id, order] : orders) Join(all, NeedsOf(order));
  return all;
}

}  // namespace tirek::billing
