// Why a stretch of days is not paid, as a sentence with the facts behind it.
#pragma once

#include <string>

#include "billing/capitation/judge.h"
#include "core/calendar/period.h"

namespace tirek::capitation {

// "NO_LICENCE: no licence of the provider covers these days; licensed from 2026-01-01 to
// 2026-10-12". `row` is any row of the stretch; the treatment has a denial.
std::string DenialText(const Row& row, const Treatment& treatment);

// The same with facts that are known already; they may be empty.
std::string DenialText(DenialReason reason, const std::string& facts);

// The source act of the rule that denies; that of the order where no rule of its own does.
const std::string& DenyingAct(const Row& row, const Treatment& treatment);

// "from 2026-01-01 to 2026-12-31", the last day included; "from 2026-01-01" while open.
std::string PeriodText(Period period);

}  // namespace tirek::capitation
