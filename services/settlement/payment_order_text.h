// What a payment order says in words: its end-to-end id and its purpose, within the bank's limits.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "billing/bank/payment_purpose.h"
#include "core/calendar/month.h"

namespace tirek::settlement {

// "TRK-202610-GSZ-KRG-001": the same for the same month and contract number, at most 35 characters
// that survive every code page. `taken`: ids that others have; then "-2", "-3" … follows.
std::string EndToEndId(const Month& month, std::string_view contract_number,
                       const std::set<std::string>& taken);

using bank::PurposeOf;
using bank::PurposeOfAdjustment;

// The first `most` characters of valid UTF-8, without a blank at the end.
std::string FirstCharacters(std::string_view text, std::size_t most);

}  // namespace tirek::settlement
