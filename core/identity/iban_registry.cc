#include "core/identity/iban_registry.h"

#include <cstddef>

#include "core/identity/text.h"

namespace tirek {
namespace {

struct BbanRule {
  std::string_view countries;  // codes of two letters with spaces between
  std::string_view structure;  // "3!n13!c": 3 digits, then 13 upper-case letters or digits
};

// The IBAN registry of ISO 13616 (SWIFT, release 99). Territories stand with the country whose
// entry includes them.
constexpr BbanRule kRegistered[] = {
    {"AD", "4!n4!n12!c"},
    {"AE", "3!n16!n"},
    {"AL", "8!n16!c"},
    {"AT", "5!n11!n"},
    {"AZ", "4!a20!c"},
    {"BA", "3!n3!n8!n2!n"},
    {"BE", "3!n7!n2!n"},
    {"BG", "4!a4!n2!n8!c"},
    {"BH", "4!a14!c"},
    {"BI", "5!n5!n11!n2!n"},
    {"BR", "8!n5!n10!n1!a1!c"},
    {"BY", "4!c4!n16!c"},
    {"CH", "5!n12!c"},
    {"CR", "4!n14!n"},
    {"CY", "3!n5!n16!c"},
    {"CZ", "4!n6!n10!n"},
    {"DE", "8!n10!n"},
    {"DJ", "5!n5!n11!n2!n"},
    {"DK", "4!n9!n1!n"},
    {"DO", "4!c20!n"},
    {"EE", "2!n14!n"},
    {"EG", "4!n4!n17!n"},
    {"ES", "4!n4!n1!n1!n10!n"},
    {"FI AX", "3!n11!n"},
    {"FK", "2!a12!n"},
    {"FO", "4!n9!n1!n"},
    {"FR BL GF GP MF MQ NC PF PM RE TF WF YT", "5!n5!n11!c2!n"},
    {"GB GG IM JE", "4!a6!n8!n"},
    {"GE", "2!a16!n"},
    {"GI", "4!a15!c"},
    {"GL", "4!n9!n1!n"},
    {"GR", "3!n4!n16!c"},
    {"GT", "4!c20!c"},
    {"HN", "4!a20!n"},
    {"HR", "7!n10!n"},
    {"HU", "3!n4!n1!n15!n1!n"},
    {"IE", "4!a6!n8!n"},
    {"IL", "3!n3!n13!n"},
    {"IQ", "4!a3!n12!n"},
    {"IS", "4!n2!n6!n10!n"},
    {"IT", "1!a5!n5!n12!c"},
    {"JO", "4!a4!n18!c"},
    {"KW", "4!a22!c"},
    {"KZ", "3!n13!c"},
    {"LB", "4!n20!c"},
    {"LC", "4!a24!c"},
    {"LI", "5!n12!c"},
    {"LT", "5!n11!n"},
    {"LU", "3!n13!c"},
    {"LV", "4!a13!c"},
    {"LY", "3!n3!n15!n"},
    {"MC", "5!n5!n11!c2!n"},
    {"MD", "2!c18!c"},
    {"ME", "3!n13!n2!n"},
    {"MK", "3!n10!c2!n"},
    {"MN", "4!n12!n"},
    {"MR", "5!n5!n11!n2!n"},
    {"MT", "4!a5!n18!c"},
    {"MU", "4!a2!n2!n12!n3!n3!a"},
    {"NI", "4!a20!n"},
    {"NL", "4!a10!n"},
    {"NO", "4!n6!n1!n"},
    {"OM", "3!n16!c"},
    {"PK", "4!a16!c"},
    {"PL", "8!n16!n"},
    {"PS", "4!a21!c"},
    {"PT", "4!n4!n11!n2!n"},
    {"QA", "4!a21!c"},
    {"RO", "4!a16!c"},
    {"RS", "3!n13!n2!n"},
    {"RU", "9!n5!n15!c"},
    {"SA", "2!n18!c"},
    {"SC", "4!a2!n2!n16!n3!a"},
    {"SD", "2!n12!n"},
    {"SE", "3!n16!n1!n"},
    {"SI", "5!n8!n2!n"},
    {"SK", "4!n6!n10!n"},
    {"SM", "1!a5!n5!n12!c"},
    {"SO", "4!n3!n12!n"},
    {"ST", "8!n11!n2!n"},
    {"SV", "4!a20!n"},
    {"TL", "3!n14!n2!n"},
    {"TN", "2!n3!n13!n2!n"},
    {"TR", "5!n1!n16!c"},
    {"UA", "6!n19!c"},
    {"VA", "3!n15!n"},
    {"VG", "4!a16!n"},
    {"XK", "4!n10!n2!n"},
    {"YE", "4!a4!n18!c"},
};

// Structures in use that the registry does not hold (banking unions of Africa, Iran), or held
// before: Burundi's numbers had 12 digits until October 2021.
constexpr BbanRule kUnregistered[] = {
    {"AO CV MZ", "21!n"},
    {"BF BJ CI ML NE SN TG", "2!c22!n"},
    {"BF CF CG CM GA GQ KM MG TD", "23!n"},
    {"BI", "12!n"},
    {"DZ", "20!n"},
    {"DZ IR", "22!n"},
    {"GW", "2!c19!n"},
    {"MA", "24!n"},
};

// One "13!c" of a structure, taken off its front.
struct Segment {
  std::size_t length = 0;
  char kind = 'n';
};

Segment TakeSegment(std::string_view& structure) {
  Segment segment;
  std::size_t i = 0;
  for (; structure[i] != '!'; ++i) {
    segment.length = segment.length * 10 + static_cast<std::size_t>(structure[i] - '0');
  }
  segment.kind = structure[i + 1];
  structure.remove_prefix(i + 2);
  return segment;
}

std::size_t StructureLength(std::string_view structure) {
  std::size_t length = 0;
  while (!structure.empty()) length += TakeSegment(structure).length;
  return length;
}

bool FitsKind(std::string_view part, char kind) {
  if (kind == 'n') return AllDigits(part);
  return kind == 'a' ? AllUpper(part) : AllUpperOrDigits(part);
}

// `bban` has the length of the structure.
bool FitsStructure(std::string_view bban, std::string_view structure) {
  while (!structure.empty()) {
    const Segment segment = TakeSegment(structure);
    if (!FitsKind(bban.substr(0, segment.length), segment.kind)) return false;
    bban.remove_prefix(segment.length);
  }
  return true;
}

bool Lists(std::string_view countries, std::string_view country) {
  for (std::size_t i = 0; i < countries.size(); i += 3) {
    if (countries.substr(i, 2) == country) return true;
  }
  return false;
}

// Calls `visit` with each structure of the country.
template <typename Visit>
void ForEachStructure(std::string_view country, Visit visit) {
  for (const BbanRule& rule : kRegistered) {
    if (Lists(rule.countries, country)) visit(rule.structure);
  }
  for (const BbanRule& rule : kUnregistered) {
    if (Lists(rule.countries, country)) visit(rule.structure);
  }
}

}  // namespace

BbanMatch MatchBban(std::string_view country, std::string_view bban) {
  BbanMatch best = BbanMatch::kUnknownCountry;
  ForEachStructure(country, [&](std::string_view structure) {
    if (best == BbanMatch::kMatches) return;
    if (StructureLength(structure) != bban.size()) {
      if (best == BbanMatch::kUnknownCountry) best = BbanMatch::kWrongLength;
      return;
    }
    best = FitsStructure(bban, structure) ? BbanMatch::kMatches : BbanMatch::kWrongStructure;
  });
  return best;
}

std::string IbanLengthText(std::string_view country) {
  constexpr std::size_t kCountryAndCheckDigits = 4;
  std::string text;
  ForEachStructure(country, [&](std::string_view structure) {
    if (!text.empty()) text += " or ";
    text += std::to_string(StructureLength(structure) + kCountryAndCheckDigits);
  });
  return text;
}

}  // namespace tirek
