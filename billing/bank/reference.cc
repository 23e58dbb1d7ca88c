#include "billing/bank/reference.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace tirek::bank {
namespace {

constexpr std::string_view kPrefix = "TRK-";
constexpr std::size_t kLongest = 35;

char Upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool IsReferenceCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

// The word of reference characters that starts at `start`, in capitals, without final hyphens.
std::string WordAt(std::string_view text, std::size_t start) {
  std::string word;
  for (std::size_t i = start; i < text.size(); ++i) {
    const char c = Upper(text[i]);
    if (!IsReferenceCharacter(c)) break;
    word.push_back(c);
  }
  while (word.ends_with('-')) word.pop_back();
  return word;
}

}  // namespace

bool IsReference(std::string_view text) {
  return text.size() > kPrefix.size() && text.size() <= kLongest && text.starts_with(kPrefix) &&
         !text.ends_with('-') && std::all_of(text.begin(), text.end(), IsReferenceCharacter);
}

std::vector<std::string> FindReferences(std::string_view text) {
  std::vector<std::string> found;
  if (text.find('-') == std::string_view::npos) return found;  // most texts, and quickly
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!IsReferenceCharacter(Upper(text[i]))) continue;
    if (Upper(text[i]) == kPrefix.front()) {
      std::string word = WordAt(text, i);
      const bool is_new = std::find(found.begin(), found.end(), word) == found.end();
      if (IsReference(word) && is_new) found.push_back(std::move(word));
    }
    // To the end of the run, so that a reference is never found in the middle of a word.
    while (i < text.size() && IsReferenceCharacter(Upper(text[i]))) ++i;
  }
  return found;
}

std::optional<std::string> FindReference(std::string_view text) {
  std::vector<std::string> found = FindReferences(text);
  if (found.size() != 1) return {};
  return std::move(found.front());
}

}  // namespace tirek::bank
