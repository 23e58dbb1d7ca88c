#include "core/identity/iin.h"

#include <optional>

#include "core/calendar/digits.h"
#include "core/identity/check_digit.h"
#include "core/identity/text.h"

namespace tirek {
namespace {

constexpr int kMaxCenturyDigit = 6;  // 5 and 6: born 2000 to 2099

Error WrongDate() {
  return Refusal("IIN_DATE",
                 "An ИИН begins with a birth date YYMMDD that exists in the century of its seventh "
                 "digit.");
}

// The birth date, or why the first seven digits give none.
Result<CivilDate> BirthDate(std::string_view digits, CivilDate today) {
  const int year = *DigitsValue(digits.substr(0, 2));
  const int month = *DigitsValue(digits.substr(2, 2));
  const int day = *DigitsValue(digits.substr(4, 2));
  const int century_digit = DigitAt(digits, 6);
  // 2000 is a leap year, 1800 and 1900 are not: what does not exist here exists in no century.
  if (!CivilDate::FromYmd(2000 + year, month, day)) return WrongDate();
  if (century_digit == 0) {
    return Refusal(
        "IIN_CENTURY0",
        "An ИИН with century digit 0 is not accepted: record the person without an ИИН.");
  }
  if (century_digit > kMaxCenturyDigit) {
    return Refusal("IIN_CENTURY", "The seventh digit of an ИИН is 1 to 6.");
  }
  const int century = 1800 + (century_digit - 1) / 2 * 100;
  const std::optional<CivilDate> date = CivilDate::FromYmd(century + year, month, day);
  if (!date) return WrongDate();
  if (*date > today) return Refusal("IIN_FUTURE", "The birth date of an ИИН is not in the future.");
  return *date;
}

}  // namespace

Result<Iin> Iin::Parse(std::string_view text, CivilDate today) {
  if (CharacterCount(text) != 12) return Refusal("IIN_LENGTH", "An ИИН has 12 digits.");
  if (!AllDigits(text)) return Refusal("IIN_DIGITS", "An ИИН has only the digits 0 to 9.");
  TIREK_ASSIGN_OR_RETURN(const CivilDate birth_date, BirthDate(text, today));
  const std::optional<int> check_digit = CheckDigit(text.substr(0, 11));
  if (!check_digit) {
    return Refusal("IIN_IMPOSSIBLE", "No ИИН is issued with these first 11 digits.");
  }
  if (*check_digit != DigitAt(text, 11)) {
    return Refusal("IIN_CHECKSUM", "The last digit of the ИИН does not agree with the others.");
  }
  const bool male = DigitAt(text, 6) % 2 == 1;
  return Iin(text, birth_date, male ? Sex::kMale : Sex::kFemale);
}

}  // namespace tirek
