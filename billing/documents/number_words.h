// Whole numbers in words, as they stand before a noun.
#pragma once

#include <cstdint>
#include <string>

#include "billing/documents/language.h"

namespace tirek::documents {

// Which form of a Russian noun a number asks for: 1 тиын, 2 тиына, 5 тиынов.
enum class CountForm { kOne, kFew, kMany };
CountForm CountFormOf(std::uint64_t number);

// "двадцать одна тысяча сто два", as before a masculine or neuter noun. Kazakh says every one:
// "бір жүз", "бір мың", so that nothing can be written before an amount.
std::string NumberInWords(std::uint64_t number, Language language);

}  // namespace tirek::documents
