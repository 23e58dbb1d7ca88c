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

}  // namespace

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

void FactNeeds::Join(const FactNeeds& other) {
  birth_dates |= other.birth_dates;
  circumstances |= other.circumstances;
  plans |= other.plans;
  absences_before |= other.absences_before;
  units_before |= other.units_before;
  assessments |= other.assessments;
  enrolment |= other.enrolment;
}

FactNeeds NeedsOf(const std::map<std::string, StateSocialOrder>& orders) {
  FactNeeds all;
  for (const auto& [id, order] : orders) all.Join(NeedsOf(order));
  return all;
}

}  // namespace tirek::billing
