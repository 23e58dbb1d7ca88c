#include "core/identity/bic.h"

#include "core/identity/country.h"
#include "core/identity/text.h"

namespace tirek {

Result<Bic> Bic::Parse(std::string_view text) {
  const std::size_t length = CharacterCount(text);
  if (length != 8 && length != 11) return Refusal("BIC_LENGTH", "A БИК has 8 or 11 characters.");
  // ISO 9362 leaves digits open for the first four places, but SWIFT issues letters only: a digit
  // there is a 0 typed for an O.
  if (!AllUpper(text.substr(0, 6)) || !AllUpperOrDigits(text.substr(6))) {
    return Refusal("BIC_STRUCTURE",
                   "A БИК has six Latin capitals, then two or five capitals or digits.");
  }
  if (!IsCountryCode(text.substr(4, 2))) {
    return Refusal("BIC_COUNTRY", "The fifth and sixth letters of a БИК are a country's code.");
  }
  return Bic(text);
}

}  // namespace tirek
