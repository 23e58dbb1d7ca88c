// How the payers' shares of a line are stored: [["REGION", 100], …], payer and minor units.
#pragma once

#include <string>
#include <vector>

#include "billing/capitation/line.h"

namespace tirek::billing {

// Empty for one payer.
std::string FundingText(const std::vector<capitation::FundedPart>& funding);
std::vector<capitation::FundedPart> FundingOf(const std::string& text, Currency currency);

}  // namespace tirek::billing
