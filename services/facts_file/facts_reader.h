// Reads a month's facts from their file form.
#pragma once

#include "core/base/result.h"
#include "services/facts_file/calculation.h"
#include "tirek/billing/v1/calculation.pb.h"

namespace tirek::calculation {

// The input of a calculation under `order`, which outlives it. Refuses with every fault at once, of
// fields that cannot be read and of facts that contradict each other, at paths of the file such as
// "placements[3].attendance[0].first_date".
Result<Input> ReadFacts(const billing::v1::CalculationFacts& proto,
                        const order::StateSocialOrder& order);

}  // namespace tirek::calculation
