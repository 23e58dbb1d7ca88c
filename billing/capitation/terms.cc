#include "billing/capitation/terms.h"

#include <algorithm>

#include "billing/order/rule_lookup.h"
#include "billing/order/step.h"

namespace tirek::capitation {
namespace {

DenialReason Unknown(order::StepMeasure measure) {
  switch (measure) {
    case order::StepMeasure::kCapacity:
      return DenialReason::kCapacityUnknown;
    case order::StepMeasure::kAge:
      return DenialReason::kBirthDateUnknown;
    case order::StepMeasure::kSeverity:
      return DenialReason::kSeverityUnknown;
  }
  AssertFailed("every measure has its denial", __FILE__, __LINE__);
}

// The band of the row, or null: then `denial` says why, unless it is said already.
const order::Step* StepOf(const order::StepTable& table, const Row& row,
                          std::optional<DenialReason>& denial) {
  const std::optional<int> measure = MeasureOf(table.measure, row);
  const order::Step* step = measure ? order::FindStep(table, *measure) : nullptr;
  if (step == nullptr && !denial) {
    denial = measure ? DenialReason::kStepNotFound : Unknown(table.measure);
  }
  return step;
}

void SetRate(Treatment& terms, const Row& row) {
  const order::StateSocialOrder& order = *row.contract->order;
  const order::Delivery delivery = DeliveryOf(row);
  const Result<const order::Tariff*> tariff = order::FindTariff(order, delivery);
  if (!tariff) {
    terms.denial = ParseDenialReason(tariff.error().reason);
    TIREK_ASSERT(terms.denial.has_value());
    return;
  }
  terms.tariff = *tariff;
  if (terms.tariff->steps) terms.rate_step = StepOf(*terms.tariff->steps, row, terms.denial);
  for (const order::Coefficient* coefficient : order::FindCoefficients(order, delivery)) {
    const bool stepped = coefficient->steps.has_value();
    terms.coefficients.push_back(
        {coefficient, stepped ? StepOf(*coefficient->steps, row, terms.denial) : nullptr});
  }
}

LineGround GroundOf(const Row& row) {
  if (!row.in_register) return LineGround::kEnrolled;
  if (!row.day.absence) return LineGround::kAttended;
  if (row.day.absence == order::AbsenceReason::kReserved) return LineGround::kReserved;
  if (row.day.absence == order::AbsenceReason::kNotice) return LineGround::kNotice;
  return LineGround::kAbsence;
}

// The basis, and the rule of an absence that it leaves to the absence rules.
void SetShare(Treatment& terms, const Row& row) {
  const order::StateSocialOrder& order = *row.contract->order;
  terms.ground = GroundOf(row);
  terms.absence = row.day.absence;
  terms.paid_share = Decimal::FromInteger(1);
  if (terms.ground == LineGround::kAttended) return;
  terms.basis_rule = order::FindBasisRule(order, row.place->service, row.day.date);
  const bool attended_only =
      terms.basis_rule != nullptr && terms.basis_rule->basis == order::PaymentBasis::kAttended;
  if (attended_only || IsEnrolled(terms)) return;
  terms.absence_rule =
      order::FindAbsenceRule(order, *terms.absence, row.place->service, row.day.date);
  const bool shared = terms.absence_rule != nullptr && !terms.absence_rule->paid_share.is_zero();
  if (shared) terms.paid_share = terms.absence_rule->paid_share;
}

int DivisorOf(const order::ProrationRule& rule, const Row& row) {
  const Period month = row.facts->month.period();
  switch (rule.divisor) {
    case order::Divisor::kCalendarDays:
      return month.days();
    case order::Divisor::kWorkingDays:
      return row.facts->calendar.WorkingDays(month);
    case order::Divisor::kPlannedDays:
      return row.placement->planned_days.value_or(0);
    case order::Divisor::kFixedDays:
      return rule.fixed_days.value_or(0);
  }
  AssertFailed("every divisor has its days", __FILE__, __LINE__);
}

void SetProration(Treatment& terms, const Row& row) {
  if (terms.tariff == nullptr || terms.tariff->unit != order::ServiceUnit::kPersonMonth) return;
  terms.proration = order::ProrationFor(*row.contract->order, row.place->service, row.day.date);
  TIREK_ASSERT(terms.proration != nullptr);  // an order without one is refused
  terms.divisor = DivisorOf(*terms.proration, row);
}

void SetPayers(Treatment& terms, const Row& row) {
  const order::StateSocialOrder& order = *row.contract->order;
  const std::string& service = row.place->service;
  const CivilDate date = row.day.date;
  terms.payers.guarantee = order::GuaranteeFor(order, service, terms.category, date);
  terms.payers.fees = order::FeesFor(order, service, date);
  terms.payers.pension = order::PensionFor(order, service, date);
  terms.payers.quality = order::QualityFor(order, service, date);
  terms.payers.funding = order::FundingFor(order, service, date);
}

}  // namespace

Treatment TermsOf(const Row& row) {
  Treatment terms;
  terms.category = CategoryOn(*row.placement, row.day.date);
  SetRate(terms, row);
  SetShare(terms, row);
  SetProration(terms, row);
  SetPayers(terms, row);
  return terms;
}

bool HasRate(const Treatment& treatment) {
  if (treatment.tariff == nullptr) return false;
  if (treatment.tariff->steps && treatment.rate_step == nullptr) return false;
  return std::all_of(treatment.coefficients.begin(), treatment.coefficients.end(),
                     [](const AppliedCoefficient& applied) {
                       return !applied.coefficient->steps || applied.step != nullptr;
                     });
}

bool IsEnrolled(const Treatment& treatment) {
  return treatment.basis_rule != nullptr &&
         treatment.basis_rule->basis == order::PaymentBasis::kEnrolled &&
         treatment.ground != LineGround::kNotice;
}

std::optional<int> MeasureOf(order::StepMeasure measure, const Row& row) {
  if (measure == order::StepMeasure::kCapacity) return row.place->capacity;
  if (row.person == nullptr) return {};
  if (measure == order::StepMeasure::kAge) {
    if (!row.person->birth_date) return {};
    const CivilDate day = order::AgeDay(row.contract->order->age_date, row.day.date);
    return *row.person->birth_date > day ? 0 : order::AgeOn(*row.person->birth_date, day);
  }
  for (const SeverityPeriod& severity : row.person->severities) {
    if (severity.period.Contains(row.day.date)) return severity.grade;
  }
  return {};
}

}  // namespace tirek::capitation
