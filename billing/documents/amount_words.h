// An amount in words, as it is signed: "Двадцать одна тысяча тенге 05 тиынов".
#pragma once

#include <string>

#include "billing/documents/language.h"
#include "core/money/money.h"

namespace tirek::documents {

// Whole tenge in words, tiyns in two digits, beginning with a capital; below zero "Минус …".
// UNKNOWN_CURRENCY for all but tenge: no other currency has names here.
Result<std::string> AmountInWords(Money amount, Language language);

}  // namespace tirek::documents
