// Enrolment: days of a placement that are paid though no register tells of them.
#pragma once

#include <optional>
#include <vector>

#include "billing/capitation/line.h"
#include "billing/capitation/rows.h"

namespace tirek::capitation {

// Whether an order pays enrolment anywhere, at any time.
bool MayEnrol(const order::StateSocialOrder& order);

// Why a date is no day of the placement, as the order counts admission and discharge; a notice day
// lies on or after the discharge.
std::optional<DenialReason> DenialByPlacement(const Row& row);

// For placements given as rows without a day: one row for each date of the month that lies in the
// placement and its contract, whose service the order pays by enrolment, and that no register row
// of the placement or of its other parts tells of. Such days are of day units and person-months;
// where working days divide the month they are working days. A date without a tariff has its row,
// too: it is denied by name.
std::vector<Row> EnrolledRows(const std::vector<Row>& placements);

}  // namespace tirek::capitation
