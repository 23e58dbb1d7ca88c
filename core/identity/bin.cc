#include "core/identity/bin.h"

#include <optional>

#include "core/base/assert.h"
#include "core/calendar/digits.h"
#include "core/identity/check_digit.h"
#include "core/identity/text.h"

namespace tirek {

Result<Bin> Bin::Parse(std::string_view text) {
  if (CharacterCount(text) != 12) return Refusal("BIN_LENGTH", "A БИН has 12 digits.");
  if (!AllDigits(text)) return Refusal("BIN_DIGITS", "A БИН has only the digits 0 to 9.");
  const int month = *DigitsValue(text.substr(2, 2));
  if (month < 1 || month > 12) {
    return Refusal("BIN_MONTH", "The third and fourth digits of a БИН are a month, 01 to 12.");
  }
  if (const int type = DigitAt(text, 4); type < 4 || type > 6) {
    return Refusal("BIN_TYPE", "The fifth digit of a БИН is 4, 5 or 6.");
  }
  if (DigitAt(text, 5) > 3) {
    return Refusal("BIN_ATTRIBUTE", "The sixth digit of a БИН is 0 to 3.");
  }
  const std::optional<int> check_digit = CheckDigit(text.substr(0, 11));
  if (!check_digit) {
    return Refusal("BIN_IMPOSSIBLE", "No БИН is issued with these first 11 digits.");
  }
  if (*check_digit != DigitAt(text, 11)) {
    return Refusal("BIN_CHECKSUM", "The last digit of the БИН does not agree with the others.");
  }
  return Bin(text);
}

BinType Bin::type() const {
  TIREK_ASSERT(!empty());
  return static_cast<BinType>(DigitAt(text_, 4));
}

BinAttribute Bin::attribute() const {
  TIREK_ASSERT(!empty());
  return static_cast<BinAttribute>(DigitAt(text_, 5));
}

Month Bin::RegistrationMonth(CivilDate today) const {
  TIREK_ASSERT(!empty());
  const int year_of_century = *DigitsValue(std::string_view(text_).substr(0, 2));
  Month month{today.year() / 100 * 100 + year_of_century,
              *DigitsValue(std::string_view(text_).substr(2, 2))};
  if (month > Month::Of(today)) month.year -= 100;
  return month;
}

}  // namespace tirek
