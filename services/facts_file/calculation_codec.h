// The outcome of a calculation as the document that people keep.
#pragma once

#include "core/base/result.h"
#include "services/facts_file/calculation.h"
#include "tirek/billing/v1/calculation.pb.h"

namespace tirek::calculation {

// Fails with AMOUNT_OVERFLOW when the totals do not fit.
Result<billing::v1::CalculationResult> ToProto(const Outcome& outcome, const Month& month,
                                               const order::StateSocialOrder& order);

}  // namespace tirek::calculation
