#include "core/identity/iban.h"

#include <algorithm>

#include "core/identity/iban_registry.h"
#include "core/identity/text.h"

namespace tirek {
namespace {

constexpr std::size_t kShortest = 5;  // country, check digits and something
constexpr std::size_t kLongest = 34;  // ISO 13616

// The remainder of the rearranged number by 97, letters counting 10 to 35 (ISO 7064, MOD 97-10).
int Mod97(std::string_view iban) {
  int remainder = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];
    remainder = IsAsciiDigit(c) ? remainder * 10 + (c - '0') : remainder * 100 + (c - 'A' + 10);
    remainder %= 97;
  }
  return remainder;
}

// 00, 01 and 99 have the remainders of 97, 98 and 02, but are never computed.
bool RightCheckDigits(std::string_view iban) {
  const std::string_view digits = iban.substr(2, 2);
  return digits >= "02" && digits <= "98" && Mod97(iban) == 1;
}

Error WrongLength(std::string_view country) {
  const std::string length = IbanLengthText(country);
  return Refusal("IBAN_LENGTH",
                 "An IBAN of " + std::string(country) + " has " + length + " characters.",
                 {{"country", std::string(country)}, {"length", length}});
}

// Why the electronic form is none; absent when it is right.
std::optional<Error> Fault(std::string_view text) {
  if (!AllUpperOrDigits(text)) {
    return Refusal("IBAN_CHARACTERS",
                   "An IBAN has only the Latin capitals A to Z and the digits 0 to 9.");
  }
  if (text.size() < kShortest || text.size() > kLongest) {
    return Refusal("IBAN_LENGTH", "An IBAN has 15 to 34 characters.");
  }
  if (!AllUpper(text.substr(0, 2)) || !AllDigits(text.substr(2, 2))) {
    return Refusal("IBAN_STRUCTURE", "An IBAN begins with two letters and two digits.");
  }
  const std::string_view country = text.substr(0, 2);
  switch (MatchBban(country, text.substr(4))) {
    case BbanMatch::kUnknownCountry:
      return Refusal("IBAN_COUNTRY", "The IBAN begins with the code of a country that has IBANs.");
    case BbanMatch::kWrongLength:
      return WrongLength(country);
    case BbanMatch::kWrongStructure:
      return Refusal("IBAN_STRUCTURE",
                     "Letters and digits of the IBAN do not stand where its country has them.",
                     {{"country", std::string(country)}});
    case BbanMatch::kMatches:
      break;
  }
  if (RightCheckDigits(text)) return {};
  return Refusal("IBAN_CHECKSUM", "The check digits of the IBAN do not agree with the account.");
}

std::string InGroupsOfFour(std::string_view iban) {
  std::string text;
  for (std::size_t i = 0; i < iban.size(); i += 4) {
    if (i > 0) text += ' ';
    text += iban.substr(i, 4);
  }
  return text;
}

}  // namespace

Result<Iban> Iban::Parse(std::string_view text) {
  std::string electronic(text);
  std::erase(electronic, ' ');
  if (electronic.size() != text.size() && InGroupsOfFour(electronic) == text) {
    if (const std::optional<Error> fault = Fault(electronic)) return *fault;
    return Refusal("IBAN_PRINT_FORMAT", "An IBAN is entered without spaces.");
  }
  if (const std::optional<Error> fault = Fault(text)) return *fault;
  return Iban(text);
}

std::optional<std::string_view> Iban::bank_code() const {
  if (country() != "KZ") return {};
  return std::string_view(text_).substr(4, 3);
}

std::string Iban::ForPeople() const { return InGroupsOfFour(text_); }

}  // namespace tirek
