// The languages of documents: both of the Republic's, one a document.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tirek::documents {

enum class Language { kRussian, kKazakh };

// "ru", "kk".
std::optional<Language> ParseLanguage(std::string_view name);

// A word or sentence in both.
struct Wording {
  std::string_view russian;
  std::string_view kazakh;

  std::string In(Language language) const {
    return std::string(language == Language::kRussian ? russian : kazakh);
  }
};

}  // namespace tirek::documents
