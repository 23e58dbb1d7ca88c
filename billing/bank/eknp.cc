#include "billing/bank/eknp.h"

#include <algorithm>

namespace tirek::bank {
namespace {

bool AreDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool AreCapitals(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::optional<Eknp> CodesAtStart(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" :");
  if (first == std::string_view::npos) return {};
  text = text.substr(first, 10);
  if (text.size() < 10 || !AreDigits(text.substr(0, 4)) || !AreCapitals(text.substr(4, 3)) ||
      !AreDigits(text.substr(7, 3))) {
    return {};
  }
  return Eknp{std::string(text.substr(0, 2)), std::string(text.substr(2, 2)),
              std::string(text.substr(4, 3)), std::string(text.substr(7, 3))};
}

}  // namespace

std::optional<Eknp> FindEknp(std::string_view text) {
  for (const std::string_view word : {"EKNP", "ЕКНП"}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
      const std::optional<Eknp> codes = CodesAtStart(text.substr(at + word.size()));
      if (codes) return codes;
    }
  }
  return {};
}

}  // namespace tirek::bank
