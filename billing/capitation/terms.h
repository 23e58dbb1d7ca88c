// What an order says of one row before other rows are asked: what pays it, and how much of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "billing/capitation/line.h"
#include "billing/capitation/rows.h"

namespace tirek::capitation {

// A coefficient and, if it has steps, its band for the row; null where no band holds the measure.
struct AppliedCoefficient {
  const order::Coefficient* coefficient = nullptr;
  const order::Step* step = nullptr;

  friend bool operator==(const AppliedCoefficient&, const AppliedCoefficient&) = default;
};

// Who pays a price: each null or empty where the order has no such rule.
struct PayerRules {
  const order::GuaranteedAmount* guarantee = nullptr;
  std::vector<const order::FeeRule*> fees;
  const order::PensionRule* pension = nullptr;
  const order::QualityRule* quality = nullptr;
  const order::FundingRule* funding = nullptr;

  friend bool operator==(const PayerRules&, const PayerRules&) = default;
};

// How a row is treated. Rows of a placement that are treated alike make one line. Pointers into the
// order.
struct Treatment {
  const order::Tariff* tariff = nullptr;  // null without one in force, or with two
  const order::Step* rate_step = nullptr;
  std::vector<AppliedCoefficient> coefficients;
  std::string category;
  LineGround ground = LineGround::kAttended;
  const order::BasisRule* basis_rule = nullptr;  // asked for days that were not attended
  std::optional<order::AbsenceReason> absence;
  const order::AbsenceRule* absence_rule = nullptr;
  Decimal paid_share;
  const order::ProrationRule* proration = nullptr;  // of a person-month
  int divisor = 0;                                  // days of its month; 0 when there are none
  PayerRules payers;
  std::optional<DenialReason> denial;
  const order::Cap* cap = nullptr;  // that denies
  std::string overlap_placement_id;

  friend bool operator==(const Treatment&, const Treatment&) = default;
};

// The terms of the row; `denial` holds why no tariff or band of a step table pays it.
Treatment TermsOf(const Row& row);

// Whether a unit of the row has a price: a tariff, and every band that it asks for.
bool HasRate(const Treatment& treatment);

// A day not attended that is paid by enrolment.
bool IsEnrolled(const Treatment& treatment);

// What a step table asks of the row; nothing when the facts do not say it. A newborn is 0 years
// old on the first day of its month.
std::optional<int> MeasureOf(order::StepMeasure measure, const Row& row);

}  // namespace tirek::capitation
