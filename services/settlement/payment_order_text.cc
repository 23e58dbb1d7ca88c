#include "services/settlement/payment_order_text.h"

#include "billing/bank/utf8.h"

namespace tirek::settlement {
namespace {

constexpr std::size_t kLongestReference = 35;  // Max35Text of ISO 20022

// Capital Latin letters and digits stay, every other character becomes one hyphen.
std::string Plain(std::string_view text) {
  std::string plain;
  while (const auto character = bank::TakeCharacter(text)) {
    char32_t c = *character;
    if (c >= U'a' && c <= U'z') c -= U'a' - U'A';
    const bool kept = (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9');
    plain += kept ? static_cast<char>(c) : '-';
  }
  return plain;
}

std::string CutTo(std::string text, std::size_t most) {
  if (text.size() > most) text.resize(most);
  while (text.ends_with('-')) text.pop_back();
  return text;
}

}  // namespace

std::string EndToEndId(const Month& month, std::string_view contract_number,
                       const std::set<std::string>& taken) {
  const std::string digits = month.ToString();
  const std::string whole =
      "TRK-" + digits.substr(0, 4) + digits.substr(5) + "-" + Plain(contract_number);
  std::string id = CutTo(whole, kLongestReference);
  for (int again = 2; taken.contains(id); ++again) {
    const std::string suffix = "-" + std::to_string(again);
    id = CutTo(whole, kLongestReference - suffix.size()) + suffix;
  }
  return id;
}

std::string FirstCharacters(std::string_view text, std::size_t most) {
  std::string_view rest = text;
  for (std::size_t i = 0; i < most && bank::TakeCharacter(rest); ++i) continue;
  return std::string(bank::Trimmed(text.substr(0, text.size() - rest.size())));
}

}  // namespace tirek::settlement
