#include "billing/documents/amount_words.h"

#include <array>
#include <string_view>
#include <utility>

#include "billing/documents/number_words.h"

namespace tirek::documents {
namespace {

constexpr std::uint64_t kTiyns = 100;

struct Capital {
  std::string_view small;
  std::string_view capital;
};

// First letters of the words that an amount can begin with.
constexpr std::array<Capital, 16> kCapitals = {{{"а", "А"},
                                                {"б", "Б"},
                                                {"в", "В"},
                                                {"д", "Д"},
                                                {"е", "Е"},
                                                {"ж", "Ж"},
                                                {"қ", "Қ"},
                                                {"м", "М"},
                                                {"н", "Н"},
                                                {"о", "О"},
                                                {"п", "П"},
                                                {"с", "С"},
                                                {"т", "Т"},
                                                {"ү", "Ү"},
                                                {"ч", "Ч"},
                                                {"ш", "Ш"}}};

std::string Capitalised(std::string text) {
  for (const Capital& letter : kCapitals) {
    if (!text.starts_with(letter.small)) continue;
    return text.replace(0, letter.small.size(), letter.capital);
  }
  return text;
}

std::string_view TiynWord(std::uint64_t tiyns, Language language) {
  if (language == Language::kKazakh) return "тиын";
  switch (CountFormOf(tiyns)) {
    case CountForm::kOne:
      return "тиын";
    case CountForm::kFew:
      return "тиына";
    case CountForm::kMany:
      break;
  }
  return "тиынов";
}

}  // namespace

Result<std::string> AmountInWords(Money amount, Language language) {
  if (amount.currency() != kTenge) {
    return Error{ErrorKind::kInvalid,
                 "UNKNOWN_CURRENCY",
                 "An amount is written in words in KZT only.",
                 {{"currency_code", std::string(amount.currency().code())}},
                 {}};
  }
  // The lowest int64 has no positive one: the sign goes first.
  const auto minor = static_cast<std::uint64_t>(amount.minor());
  const std::uint64_t tiyns = amount.is_negative() ? std::uint64_t{0} - minor : minor;
  std::string text = amount.is_negative() ? "минус " : "";
  text += NumberInWords(tiyns / kTiyns, language);
  text += language == Language::kRussian ? " тенге " : " теңге ";
  const std::uint64_t rest = tiyns % kTiyns;
  text += rest < 10 ? "0" + std::to_string(rest) : std::to_string(rest);
  text += ' ';
  text += TiynWord(rest, language);
  return Capitalised(std::move(text));
}

}  // namespace tirek::documents
