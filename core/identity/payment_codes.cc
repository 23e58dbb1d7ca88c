#include "core/identity/payment_codes.h"

#include "core/base/assert.h"
#include "core/identity/text.h"

namespace tirek {

Result<Kbe> Kbe::Parse(std::string_view text) {
  const bool right = text.size() == 2 && (text[0] == '1' || text[0] == '2') &&
                     IsAsciiDigit(text[1]) && text[1] != '0';
  if (right) return Kbe(text);
  return Refusal("INVALID_KBE",
                 "A КБе has two digits: 1 or 2 for residency, then 1 to 9 for the sector.");
}

int Kbe::sector() const {
  TIREK_ASSERT(!empty());
  return DigitAt(text_, 1);
}

Result<Knp> Knp::Parse(std::string_view text) {
  if (text.size() == 3 && AllDigits(text) && text != "000") return Knp(text);
  return Refusal("INVALID_KNP", "A КНП has three digits and is not 000.");
}

}  // namespace tirek
