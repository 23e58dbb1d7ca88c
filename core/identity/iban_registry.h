// Which account numbers each country's IBAN holds.
#pragma once

#include <string>
#include <string_view>

namespace tirek {

enum class BbanMatch { kMatches, kUnknownCountry, kWrongLength, kWrongStructure };

// Judges the part after country and check digits by the country's structure.
BbanMatch MatchBban(std::string_view country, std::string_view bban);

// The length of a whole IBAN of the country for a message: "20", or "16 or 27".
std::string IbanLengthText(std::string_view country);

}  // namespace tirek
